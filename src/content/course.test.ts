import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionIn } from './course.ts';

const lessons = ['a/one', 'a/two', 'b/three'].map((id) => ({ id, label: id }));
const next = (read: string[], last?: string) => positionIn(lessons, { read, last }).next?.id;

test('one goes on with the lesson that was opened last, and when it is read with the next one that is not', () => {
  assert.equal(next([]), 'a/one');
  assert.equal(next([], 'a/two'), 'a/two');
  assert.equal(next(['a/two'], 'a/two'), 'b/three');
});

test('what was left out comes when the end is reached; a lesson that is gone does not count', () => {
  assert.equal(next(['b/three'], 'b/three'), 'a/one');
  assert.equal(next(['a/one', 'old/lesson'], 'old/lesson'), 'a/two');
  assert.deepEqual(positionIn(lessons, { read: ['a/one', 'a/two', 'b/three', 'old/lesson'] }), { read: 3 });
});
