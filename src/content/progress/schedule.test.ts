import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import type { Grade, Review } from './record.ts';
import { cardState } from './schedule.ts';

const day = 86_400_000;
const grades: Grade[] = ['again', 'hard', 'good', 'easy'];
const review = (at: number, grade: Grade): Review => ({
  id: `${at}`,
  question: 'queue/retries/who',
  revision: 1,
  at,
  attempt: 'review',
  grade,
});

/** Reviews, each so many days after the one before. */
function reviewsAfter(steps: [days: number, grade: Grade][]): Review[] {
  const start = Date.UTC(2026, 0, 1);
  return steps.map(([, grade], index) => {
    const days = steps.slice(0, index + 1).reduce((sum, [each]) => sum + each, 0);
    return review(start + days * day, grade);
  });
}

test('no review, no state', () => {
  assert.equal(cardState([]), undefined);
});

test('the same log gives the same day, and never one before the last review', () => {
  const log = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom(...grades)), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(log, (steps) => {
      const reviews = reviewsAfter(steps);
      const at = reviews.at(-1)?.at ?? 0;
      const due = cardState(reviews)?.due.getTime() ?? 0;
      assert.equal(cardState(structuredClone(reviews))?.due.getTime(), due);
      assert.ok(due >= at + day);
    }),
  );
});

test('a better last grade never brings a card back sooner', () => {
  const log = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...grades)), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(log, (steps) => {
      const before = reviewsAfter(steps);
      const at = before.at(-1)?.at ?? 0;
      const dues = grades.map((grade) => cardState([...before, review(at + day, grade)])?.due.getTime() ?? 0);
      assert.deepEqual(
        dues,
        dues.toSorted((a, b) => a - b),
      );
    }),
  );
});
