import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openQuestionOf } from './question-file.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(file, 'utf8');
const page = (backing: string, expectations = 'expectations: { junior: a, mid: b, senior: c }') => `---
kind: open
revision: 1
group: more
prompt: Who waits?
concepts: [deadline]
targetSeconds: 90
rubric: [{ level: must, point: The caller., why: It is so., backing: ${backing} }]
followUps:
  - { prompt: And then?, rubric: [{ level: must, point: It ends., why: It does. }] }
  - { prompt: And now?, rubric: [{ level: must, point: It ends., why: It does. }] }
${expectations}
---
`;
const openQuestion = (text: string) => openQuestionOf(text, 'page.mdx', root, read);

test('a point that a fact backs carries value, source and date', () => {
  const [point] = openQuestion(page('{ fact: http-api-timeout-seconds }')).rubric;
  assert.ok(point?.backing && 'fact' in point.backing);
  assert.equal(point.backing.fact.unit, 's');
  assert.match(point.backing.fact.source.url, /^https:\/\/docs\.aws\.amazon\.com\//);
});

test('a fact that does not exist is refused by its nearest name', () => {
  assert.throws(
    () => openQuestion(page('{ fact: http-api-timeout-second }')),
    /there is no fact "http-api-timeout-second"\.\nDid you mean "http-api-timeout-seconds"\?/,
  );
});

test('a backing is a claim or a fact, not half of either', () => {
  assert.throws(
    () => openQuestion(page('{ experiment: two-paths/first-order }')),
    /rubric\.0\.backing: must be \{ experiment, claim \} or \{ fact \}/,
  );
});

test('a question that says nothing of one seniority is incomplete', () => {
  assert.throws(
    () => openQuestion(page('{ fact: http-api-timeout-seconds }', 'expectations: { junior: a, mid: b }')),
    /expectations\.senior/,
  );
});
