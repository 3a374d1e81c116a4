import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { additions } from './additions.ts';
import { anyProgress } from './arbitraries.ts';
import { withReview, withSettings } from './change.ts';
import { emptyProgress } from './empty.ts';
import { merge } from './merge.ts';

test('counts what is new, and nothing that is there', () => {
  const here = withReview(emptyProgress, {
    id: 'a',
    question: 'queue/retries/who',
    revision: 1,
    at: 1,
    attempt: 'lesson',
    grade: 'good',
  });
  const there = withSettings(
    withReview(here, { ...here.reviews[0], id: 'b' } as never),
    { prompts: 'off' },
    9,
  );
  assert.deepEqual(additions(here, there), { reviews: 1, drafts: 0, mocks: 0, marks: 0, settings: true });
});

test('after a merge there is nothing left to add', () => {
  const nothing = { reviews: 0, drafts: 0, mocks: 0, marks: 0, settings: false };
  fc.assert(
    fc.property(anyProgress, anyProgress, (a, b) => {
      assert.deepEqual(additions(merge(a, b), b), nothing);
    }),
  );
});
