import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Places } from './places.ts';

test('one place does one thing after the other', () => {
  const thread = new Places(1, 100);
  assert.deepEqual([thread.take(0), thread.take(0), thread.take(50)], [100, 200, 250]);
});

test('two places do two things at a time', () => {
  const database = new Places(2, 100);
  assert.deepEqual(
    [0, 0, 0, 0].map((now) => database.take(now)),
    [100, 100, 200, 200],
  );
});

test('what was free in between is not caught up on', () => {
  const thread = new Places(1, 100);
  thread.take(0);
  assert.equal(thread.take(1000), 100);
});
