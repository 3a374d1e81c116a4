import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forAModel } from './for-a-model.ts';
import type { OpenQuestionData } from './page-data.ts';

const question = {
  prompt: 'What is\n  a receipt?',
  targetSeconds: 90,
  rubric: [
    {
      level: 'must',
      point: 'It is no result.',
      why: 'Else the client lies.',
      backing: { experiment: 'two-paths/first-order', statement: 'A reply comes before.', holds: true },
    },
    { level: 'senior', point: 'It owes a way to the result.', why: 'Half an API.' },
  ],
  expectations: { junior: 'knows it', mid: 'uses it', senior: 'designs it' },
} as unknown as OpenQuestionData;

test('question, rubric with its backing and the answer are in it, each point on one line', () => {
  const text = forAModel(question, ' It is accepted. ', 'https://example.test/q/');
  assert.match(text, /Question \(about 90 seconds to answer\): What is a receipt\?/);
  assert.match(
    text,
    /- \[must\] It is no result\..* two-paths\/first-order \(holds\): A reply comes before\./,
  );
  assert.match(text, /- \[senior\] It owes a way to the result\. Why: Half an API\.\n/);
  assert.match(text, /My answer:\nIt is accepted\.\n$/);
});

test('who answered aloud is left a place for it', () => {
  assert.match(forAModel(question, '', ''), /My answer:\n\(I answered aloud/);
});
