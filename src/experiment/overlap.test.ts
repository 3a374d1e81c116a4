import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostAtOnce } from './overlap.ts';

test('no span overlaps nothing', () => assert.equal(mostAtOnce([]), 0));

test('spans that follow each other without a gap do not overlap', () => {
  assert.equal(
    mostAtOnce([
      { from: 10, to: 20 },
      { from: 0, to: 10 },
    ]),
    1,
  );
});

test('the busiest moment counts', () => {
  assert.equal(
    mostAtOnce([
      { from: 0, to: 10 },
      { from: 5, to: 15 },
      { from: 9, to: 11 },
      { from: 12, to: 30 },
    ]),
    3,
  );
});
