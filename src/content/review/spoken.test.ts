import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CardData } from '#content/page-data.ts';
import { spokenCard } from './spoken.ts';

const common = { id: 'queue/one/x', revision: 1, concepts: ['backlog'] };
const option = (text: string, correct = false) => ({ text, correct, feedback: `Why ${text}.` });

test('of a choice all options are asked, and only what is right is the answer', () => {
  const options = [option('one'), option('two', true), option('three')];
  assert.deepEqual(spokenCard({ ...common, kind: 'choose-one', prompt: 'Which?', options }), {
    question: ['Which?', '1: one.', '2: two.', '3: three.'],
    answer: ['two.', 'Why two.'],
  });
  const many = spokenCard({
    ...{ ...common, kind: 'choose-many', prompt: 'Which?' },
    options: [option('a', true), option('b', true), option('c'), option('d')],
  });
  assert.equal(many.question[1], '2 of these are right.');
  assert.deepEqual(many.answer, ['a.', 'Why a.', 'b.', 'Why b.']);
});

test('steps to order are not asked in the order that is the answer', () => {
  const steps = ['write', 'answer', 'receive', 'validate'].map((text) => ({
    text,
    feedback: `Why ${text}.`,
  }));
  const { question, answer } = spokenCard({ ...common, kind: 'order', prompt: 'In which order?', steps });
  assert.deepEqual(question.slice(1), ['answer.', 'receive.', 'validate.', 'write.']);
  assert.deepEqual(answer.slice(0, 2), ['1: write.', 'Why write.']);
});

test('a measured number is said in words, without what is only for the eye', () => {
  const card = {
    ...{ ...common, kind: 'estimate', prompt: 'How long?', feedback: 'Because.' },
    measured: { median: 12_345.6, unit: 'ms' },
  } as CardData;
  assert.deepEqual(spokenCard(card).answer, ['Measured: 12346 milliseconds.', 'Because.']);
});

test('a statement is read as one, with the verdicts to choose from', () => {
  const card = {
    ...{ ...common, kind: 'myth-or-fact', prompt: 'A queue is capacity', feedback: 'It stores.' },
    judged: { verdict: 'wrong', instead: 'A queue is time.' },
  } as CardData;
  assert.deepEqual(spokenCard(card), {
    question: [
      'A widely shared statement:',
      'A queue is capacity.',
      'true, or true under conditions, or false?',
    ],
    answer: ['It is false.', 'A queue is time.', 'It stores.'],
  });
});
