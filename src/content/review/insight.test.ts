import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Confidence, Grade, Review } from '#content/progress/record.ts';
import type { BankedLesson, CardRef } from '#content/question-bank.ts';
import { calibrationOf } from './calibration.ts';
import { interleave } from './interleave.ts';
import { masteryOf, nextStep } from './mastery.ts';

const review = (
  question: string,
  grade: Grade,
  confidence: Confidence,
  at = 0,
  correct?: boolean,
): Review => ({
  id: `${question} ${at}`,
  question,
  revision: 1,
  at,
  attempt: 'review',
  grade,
  confidence,
  ...(correct !== undefined && { correct }),
});
const card = (id: string, ...concepts: string[]): CardRef => ({ id, revision: 1, part: 'queue', concepts });
const lesson = (title: string, ...concepts: string[]): BankedLesson => ({
  part: 'queue',
  href: `/queue/${title}/`,
  title,
  concepts,
});

test('calibration counts right answers per confidence; an open answer without a missed must is right', () => {
  const reviews = [
    review('a', 'easy', 3, 1, true),
    review('b', 'again', 3, 2, false),
    review('c', 'hard', 1, 3, true),
    review('open', 'hard', 2, 4),
    review('open', 'again', 2, 5),
  ];
  assert.deepEqual(calibrationOf(reviews), [
    { confidence: 1, answers: 1, right: 1 },
    { confidence: 2, answers: 2, right: 1 },
    { confidence: 3, answers: 2, right: 1 },
  ]);
});

test('mastery counts cards by the last answer; lasting ones will be remembered in three weeks', () => {
  const cards = [card('a', 'backlog'), card('b', 'backlog', 'retries'), card('c', 'retries')];
  const day = 86_400_000;
  const reviews = [
    review('a', 'easy', 3, 0),
    review('a', 'easy', 3, 10 * day),
    review('a', 'easy', 3, 60 * day),
    review('b', 'good', 2, 0),
    review('b', 'again', 2, 3 * day),
  ];
  assert.deepEqual(masteryOf(cards, { reviews }), [
    { concept: 'backlog', cards: 2, answered: 2, right: 1, lasting: 1 },
    { concept: 'retries', cards: 2, answered: 1, right: 0, lasting: 0 },
  ]);
});

test('the next step goes to the weakest concept and the lesson that teaches most of what was wrong', () => {
  const mastery = [
    { concept: 'backlog', cards: 3, answered: 3, right: 2, lasting: 0 },
    { concept: 'retries', cards: 2, answered: 2, right: 0, lasting: 0 },
    { concept: 'ordering', cards: 2, answered: 0, right: 0, lasting: 0 },
  ];
  const lessons = [lesson('one', 'retries'), lesson('both', 'retries', 'backlog')];
  assert.deepEqual(nextStep(mastery, lessons), { concept: 'retries', lesson: lessons[1] });
});

test('without a wrong answer the next step is what was never asked; with everything answered there is none', () => {
  const answered = { concept: 'backlog', cards: 1, answered: 1, right: 1, lasting: 0 };
  const unasked = { concept: 'ordering', cards: 1, answered: 0, right: 0, lasting: 0 };
  assert.deepEqual(nextStep([answered, unasked], []), { concept: 'ordering' });
  assert.equal(nextStep([answered], []), undefined);
});

test('interleaving keeps every item, and two of a group meet only when nothing else is left', () => {
  const mixed = interleave(['a1', 'a2', 'a3', 'b1', 'c1', 'c2'], (item) => item[0] ?? '');
  assert.deepEqual(mixed, ['a1', 'c1', 'a2', 'b1', 'a3', 'c2']);
  assert.deepEqual(
    interleave(['a1', 'a2', 'b1'], (item) => item[0] ?? ''),
    ['a1', 'b1', 'a2'],
  );
});
