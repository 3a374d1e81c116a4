import assert from 'node:assert/strict';
import { test } from 'node:test';
import { swappedPairs } from './swapped-pairs.ts';

test('pairs that stand the wrong way round are counted', () => {
  assert.equal(swappedPairs([]), 0);
  assert.equal(swappedPairs([0, 1, 2]), 0);
  assert.equal(swappedPairs([1, 0, 2]), 1);
  assert.equal(swappedPairs([2, 1, 0]), 3);
});
