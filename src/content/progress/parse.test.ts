import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc, propertyRuns } from '#testing/properties.ts';
import { anyProgress } from './arbitraries.ts';
import { emptyProgress } from './empty.ts';
import { parseProgress, salvageProgress, serializeProgress } from './parse.ts';
import { limits } from './record.ts';

const review = {
  id: 'r1',
  question: 'queue/retries/who',
  revision: 1,
  at: 1,
  attempt: 'lesson',
  grade: 'good',
};
const record = {
  version: 2,
  reviews: [review],
  drafts: [],
  mocks: [],
  settings: { updatedAt: 1, prompts: 'end', dailyCap: 15, newPerDay: 5 },
  exportedAt: 0,
};

test('a record of version 1 becomes one of today', () => {
  const old = {
    version: 1,
    reviews: [
      {
        id: 'r1',
        card: 'two-ways/place-one-order/what-the-202-means',
        revision: 1,
        at: '2026-11-21T10:00:00.000Z',
        right: true,
      },
      {
        id: 'r2',
        card: 'two-ways/place-one-order/what-the-202-means',
        revision: 1,
        at: '2026-11-21T11:00:00.000Z',
        right: false,
      },
    ],
  };
  const parsed = parseProgress(JSON.stringify(old));
  assert.ok(parsed.ok);
  assert.deepEqual(
    parsed.record.reviews.map(({ id, at, grade, correct }) => ({ id, at, grade, correct })),
    [
      { id: 'r1', at: Date.UTC(2026, 10, 21, 10), grade: 'good', correct: true },
      { id: 'r2', at: Date.UTC(2026, 10, 21, 11), grade: 'again', correct: false },
    ],
  );
  assert.equal(parsed.record.version, 3);
});

test('a record of version 2 keeps all that it holds', () => {
  const parsed = parseProgress(JSON.stringify(record));
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.record, { ...record, version: 3, marks: [] });
});

const refused: [what: string, text: string, says: RegExp][] = [
  ['nothing', '', /not JSON/],
  ['a cut off record', JSON.stringify(record).slice(0, -20), /cut off/],
  ['a list', '[]', /not a record/],
  ['another file', '{"name":"x"}', /which version/],
  ['a newer record', '{"version":4}', /version 4/],
  ['a wrong type', JSON.stringify({ ...record, reviews: [{ ...review, at: 'now' }] }), /reviews\.0\.at/],
  ['a grade that is none', JSON.stringify({ ...record, reviews: [{ ...review, grade: 'best' }] }), /grade/],
  ['a version that is inherited only', '{"__proto__":{"version":2}}', /which version/],
  [
    'a name without end',
    JSON.stringify({ ...record, reviews: [{ ...review, id: 'x'.repeat(10_000) }] }),
    /reviews\.0\.id/,
  ],
];

for (const [what, text, says] of refused) {
  test(`${what} is refused, with a reason and what to do`, () => {
    const parsed = parseProgress(text);
    assert.ok(!parsed.ok);
    assert.match(parsed.problem, says);
    assert.ok(parsed.problem.length < 300);
    assert.ok(parsed.remedy.length > 10);
  });
}

test('a file beyond every limit is refused unread', () => {
  const parsed = parseProgress(' '.repeat(limits.fileCharacters + 1));
  assert.ok(!parsed.ok);
  assert.match(parsed.problem, /million characters/);
});

test('what the schema does not name stays out, however it is called', () => {
  const text = JSON.stringify({ ...record, extra: 1 }).replace(
    '"id":"r1"',
    '"id":"r1","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"onload":"x"',
  );
  const parsed = parseProgress(text);
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.record.reviews, [review]);
  assert.equal(Object.hasOwn(parsed.record.reviews[0] ?? {}, '__proto__'), false);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
  assert.equal('extra' in parsed.record, false);
});

test('of 600 damaged or hostile texts none throws, and none gets in but as a whole record', () => {
  const hostile = fc.constantFrom<unknown>(
    '<script>globalThis.executed = true</script>',
    '<img src=x onerror="globalThis.executed = true">',
    'javascript:globalThis.executed=true',
    '{{constructor.constructor("globalThis.executed=true")()}}',
    { __proto__: null, polluted: true },
    [],
    -1,
    1e308,
    null,
    true,
    'x'.repeat(100_000),
  );
  const damaged = fc
    .tuple(anyProgress, fc.nat(), hostile, fc.nat({ max: 4 }))
    .map(([sound, seed, bad, way]) => {
      const text = serializeProgress(sound);
      const at = seed % (text.length + 1);
      if (way === 0) return text.slice(0, at);
      if (way === 1) return text.slice(0, at) + String.fromCharCode(seed % 128) + text.slice(at + 1);
      if (way === 2) return text.replaceAll(/"(said|good|easy|lesson|review)"/g, () => JSON.stringify(bad));
      if (way === 3)
        return text.replaceAll(
          '{',
          `{"__proto__":${JSON.stringify(bad)},"constructor":${JSON.stringify(bad)},`,
        );
      return JSON.stringify(replaceOne(JSON.parse(text), seed, bad));
    });
  const before = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(
    fc.property(damaged, (text) => {
      const parsed = parseProgress(text);
      if (parsed.ok) {
        const again = parseProgress(serializeProgress(parsed.record));
        assert.ok(again.ok);
        assert.deepEqual(again.record, parsed.record);
        assert.deepEqual(Object.keys(parsed.record), [
          'version',
          'reviews',
          'drafts',
          'mocks',
          'marks',
          'settings',
          'exportedAt',
        ]);
      } else {
        assert.ok(parsed.problem && parsed.remedy);
        const saved = salvageProgress(text);
        assert.deepEqual(parseProgress(serializeProgress(saved)), { ok: true, record: saved });
      }
      assert.equal('executed' in globalThis, false);
      assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before);
    }),
    { numRuns: propertyRuns(600) },
  );
});

test('one entry that cannot be read costs no other one, and settings that cannot be read cost no entry', () => {
  const mark = { kind: 'read', of: 'queue/retries', updatedAt: 1, done: true };
  const stored = {
    ...record,
    version: 3,
    reviews: [review, { ...review, id: 'r2', at: -1 }, { ...review, id: 'r3', at: 2 }],
    marks: [mark, { ...mark, done: 'yes' }, null],
    settings: { ...record.settings, interviewOn: '20262-12-24' },
    exportedAt: 7,
  };
  assert.equal(parseProgress(JSON.stringify(stored)).ok, false);
  const { reviews, marks, settings, exportedAt } = salvageProgress(JSON.stringify(stored));
  assert.deepEqual(
    reviews.map(({ id }) => id),
    ['r1', 'r3'],
  );
  assert.deepEqual(marks, [mark]);
  assert.deepEqual(settings, emptyProgress.settings);
  assert.equal(exportedAt, 7);
});

test('of a text that is no record nothing is read, and of an older record what is sound', () => {
  for (const text of ['', '{"version":3,"reviews":[', '[]', 'null', '{}', '{"version":99,"reviews":[]}'])
    assert.deepEqual(salvageProgress(text), emptyProgress, text);
  const old = { version: 1, reviews: [{ id: 'a', card: 'q', revision: 1, at: 'never', right: true }, null] };
  assert.deepEqual(salvageProgress(JSON.stringify(old)), emptyProgress);
});

/** The value with one of its parts, chosen by `seed`, replaced. */
function replaceOne(value: unknown, seed: number, by: unknown): unknown {
  if (value === null || typeof value !== 'object') return by;
  const keys = Object.keys(value);
  const key = keys[seed % (keys.length + 1)];
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaceOne(copy[key], Math.floor(seed / (keys.length + 1)), by);
  return copy;
}
