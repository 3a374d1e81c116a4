import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, summarise } from './summary.ts';

test('the median of an odd and of an even number of values', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
});

test('values are rounded before anything is judged on them', () => {
  assert.deepEqual(summarise([199.96, 210.04, 205]), {
    values: [200, 210, 205],
    median: 205,
    min: 200,
    max: 210,
  });
});
