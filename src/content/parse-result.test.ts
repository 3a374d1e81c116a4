import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compareResults, isDisputed } from './compare-results.ts';
import { disputeAddress } from './dispute-address.ts';
import type { Evidence, Metric } from './evidence.ts';
import { parseResult } from './parse-result.ts';

const experiment = 'two-paths/same-burst';
const text = readFileSync('labs/two-paths/evidence/same-burst.local.json', 'utf8');
const recorded: Evidence = JSON.parse(text);

const read = (from: string) => {
  const parsed = parseResult(from, experiment);
  assert.ok('result' in parsed, JSON.stringify(parsed));
  return parsed.result;
};
const changed = (change: (result: Evidence) => unknown): string => {
  const result = structuredClone(recorded);
  change(result);
  return JSON.stringify(result);
};

test('what a run has kept is read as it is', () => {
  assert.deepEqual(read(text), recorded);
});

test('what is no result is refused in two parts, with the place that is wrong', () => {
  const wrong: [text: string, problem: RegExp][] = [
    ['', /not JSON/],
    [text.slice(0, 500), /not JSON, or it is cut off/],
    ['['.repeat(200_000), /not JSON/],
    ['null', /not the result of a run/],
    ['[]', /not the result of a run/],
    [readFileSync('package.json', 'utf8'), /not the result of a run: at schemaVersion/],
    [changed((result) => Object.assign(result, { schemaVersion: 2 })), /at schemaVersion/],
    [changed((result) => Object.assign(result, { lab: '../../etc' })), /at lab/],
    [changed(({ claims }) => Object.assign(claims[0] ?? {}, { holds: 'yes' })), /at claims\.0\.holds/],
    [
      changed(({ variants }) => Object.assign(variants[0]?.metrics[0] ?? {}, { median: '1' })),
      /metrics\.0\.median/,
    ],
    [
      changed((result) => Object.assign(result, { experiment: 'first-order' })),
      /a result of two-paths\/first-order/,
    ],
  ];
  for (const [each, problem] of wrong) {
    const parsed = parseResult(each, experiment);
    assert.ok('problem' in parsed, each.slice(0, 40));
    assert.match(parsed.problem, problem);
    assert.match(parsed.remedy, /\.runs\/two-paths\/same-burst\.result\.json/);
    assert.ok(parsed.problem.length < 400);
  }
});

test('a hostile result leaves nothing behind but fields of the schema', () => {
  const hostile = read(
    text.replace(
      '{',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"more":"<script>",',
    ),
  );
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  assert.deepEqual(Object.keys(hostile).sort(), Object.keys(recorded).sort());
  assert.equal(Object.getPrototypeOf(hostile), Object.prototype);
});

test('a run that is the same disputes nothing', () => {
  const { claims, variants, disputed, sameSources } = compareResults(recorded, read(text));
  assert.deepEqual({ disputed, sameSources }, { disputed: 0, sameSources: true });
  assert.ok(claims.every(({ ours, yours }) => ours === yours));
  for (const { metrics } of variants) for (const { ours, yours } of metrics) assert.deepEqual(ours, yours);
});

test('a claim is disputed where both runs judged it, and differently', () => {
  const yours = read(
    changed(({ claims }) => {
      claims.forEach((claim, index) => {
        claim.holds = index === 1 ? null : index > 1;
      });
      claims.pop();
    }),
  );
  const { claims, disputed } = compareResults(recorded, yours);
  assert.equal(disputed, 1);
  assert.deepEqual(
    claims.map(({ yours }) => yours),
    ['does-not-hold', 'not-judged', undefined],
  );
  assert.deepEqual(claims.map(isDisputed), [true, false, false]);
});

test('a run with other variants, metrics or units stands beside ours only where both measured the same', () => {
  const yours = read(
    changed((result) => {
      const [first, second] = result.variants;
      Object.assign(first?.metrics[0] ?? {}, { unit: 'parsecs' });
      first?.metrics.push({ ...(first.metrics[1] as Metric), name: 'invented' });
      Object.assign(second ?? {}, { name: 'another' });
    }),
  );
  const { variants, sameSources } = compareResults({ ...recorded, sourceHash: 'other' }, yours);
  assert.equal(sameSources, false);
  assert.deepEqual(
    variants.map(({ metrics }) => metrics.map(({ yours }) => yours !== undefined)),
    recorded.variants.map(({ metrics }, variant) => metrics.map((_, metric) => variant === 0 && metric > 0)),
  );
});

test('a dispute carries the run that speaks against the claim, as far as an address is long', () => {
  const [{ id = '' } = {}] = recorded.claims;
  const claim = `${experiment}/${id}`;
  const carried = (run: Evidence) => {
    const address = disputeAddress('https://example.org/me/it', claim, run);
    assert.ok(address.length <= 7500);
    return new URL(address).searchParams.get('run') ?? '';
  };
  const run = JSON.parse(carried(recorded));
  assert.deepEqual([run.claim.id, run.seed, run.machine], [id, recorded.seed, recorded.machine]);
  assert.equal(run.measured.length, recorded.variants.length);
  const many = recorded.variants.flatMap((variant) => Array.from({ length: 50 }, () => variant));
  const { measured, ...said } = run;
  assert.deepEqual(JSON.parse(carried({ ...recorded, variants: many })), said);
  assert.equal(carried({ ...recorded, command: 'x'.repeat(100_000) }), '');
});
