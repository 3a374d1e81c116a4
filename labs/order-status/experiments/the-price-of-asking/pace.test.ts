import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedWhile, everyMs, growing } from './pace.ts';

test('a fixed pause: as many questions as pauses fit, and the one that finds it', () => {
  assert.deepEqual([1, 2, 3].map(everyMs(200)), [200, 400, 600]);
  assert.equal(askedWhile(everyMs(200), 150), 1);
  assert.equal(askedWhile(everyMs(200), 200), 1);
  assert.equal(askedWhile(everyMs(200), 950), 5);
});

test('a growing pause doubles up to the longest', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(growing(50, 400)), [50, 150, 350, 750, 1150, 1550]);
  assert.equal(askedWhile(growing(50, 400), 740), 4);
});
