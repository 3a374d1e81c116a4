import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type TestContext, test } from 'node:test';
import { project } from '../project.ts';
import { checkOptionLengths } from './option-lengths.ts';

/** A card whose right and wrong options have so many characters. */
function card(kind: 'choose-one' | 'choose-many', right: number[], wrong: number[]): string {
  const options = [...right, ...wrong].map((length, index) => ({
    text: String(index).padEnd(length, 'x'),
    correct: index < right.length,
    feedback: 'Because.',
  }));
  return JSON.stringify({ kind, revision: 1, prompt: 'What happens?', concepts: ['a'], options });
}
const longest = card('choose-one', [12], [10, 8, 8]);
const asLong = card('choose-one', [10], [10, 8, 8]);

/** What is found in these cards by `lesson/card`, all of one part: where, and the problem. */
function found(t: TestContext, cards: Record<string, string>): [where: string, problem: string][] {
  const docs = mkdtempSync(join(tmpdir(), 'option-lengths-'));
  t.after(() => rmSync(docs, { recursive: true }));
  for (const [name, text] of Object.entries(cards)) {
    const [lesson = '', file = ''] = name.split('/');
    const path = join(docs, 'part', lesson, 'questions', `${file}.yaml`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return checkOptionLengths({ ...project, docs }).map(({ where, problem, remedy }) => {
    assert.match(remedy, /feedback/);
    return [relative(docs, where), problem];
  });
}

test('a third of a part and half of a lesson may have the longest option as the right one', (t) => {
  assert.deepEqual(
    found(t, {
      'a/1': longest,
      'a/2': asLong,
      'b/1': longest,
      'b/2': asLong,
      'c/1': asLong,
      'c/2': asLong,
    }),
    [],
  );
});

test('more than a third of a part is found, with the cards by name', (t) => {
  assert.deepEqual(
    found(t, { 'a/1': longest, 'a/2': asLong, 'b/1': longest, 'b/2': asLong, 'c/1': asLong }),
    [
      [
        'part',
        'The right option is the longest on 2 of the part’s 5 choose-one cards, more than a third: part/a/questions/1.yaml, part/b/questions/1.yaml.',
      ],
    ],
  );
});

test('more than half of a lesson is found, although its part has few', (t) => {
  const others = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`b/${index}`, asLong]));
  assert.deepEqual(found(t, { ...others, 'a/1': longest, 'a/2': longest, 'a/3': asLong }), [
    [
      join('part', 'a'),
      'The right option is the longest on 2 of the lesson’s 3 choose-one cards, more than half: part/a/questions/1.yaml, part/a/questions/2.yaml.',
    ],
  ]);
});

test('a right option that is the longest by far is found on its card', (t) => {
  const cards = { 'a/1': card('choose-one', [26], [20, 8, 8]), 'a/2': asLong, 'a/3': asLong };
  assert.deepEqual(found(t, cards), [
    [
      join('part', 'a', 'questions', '1.yaml'),
      'The right option has 26 characters and the next one 20: it is more than 1.25 times as long.',
    ],
  ]);
  assert.deepEqual(found(t, { ...cards, 'a/1': card('choose-one', [25], [20, 8, 8]) }), []);
});

test('of several right options one is no longer than some wrong one', (t) => {
  const many = (right: number[]) => found(t, { 'a/1': card('choose-many', right, [20, 8, 8]) });
  assert.deepEqual(many([21, 40]), [
    [join('part', 'a', 'questions', '1.yaml'), 'Every right option is longer than every wrong one.'],
  ]);
  assert.deepEqual(many([20, 40]), []);
});

test('what fits no schema is the finding of another law, and our cards keep this one', (t) => {
  assert.deepEqual(found(t, { 'a/1': 'kind: [', 'a/2': 'kind: choose-one' }), []);
  assert.deepEqual(checkOptionLengths(project), []);
});
