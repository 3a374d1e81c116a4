import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomArrivals } from './arrivals.ts';
import { seededRandom } from './random.ts';

test('as many arrivals as asked for, ascending, within the span that the rate gives', () => {
  const arrivals = randomArrivals(24, 8, seededRandom(202));
  assert.equal(arrivals.length, 24);
  assert.deepEqual(
    arrivals,
    arrivals.toSorted((a, b) => a - b),
  );
  assert.ok(arrivals.every((each) => each >= 0 && each < 3000));
});

test('arrivals come in bunches and gaps, as those of people who know nothing of each other', () => {
  const arrivals = randomArrivals(1000, 100, seededRandom(7));
  const gaps = arrivals.slice(1).map((each, index) => each - (arrivals[index] ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  const variation = Math.sqrt(variance) / mean;
  assert.ok(
    variation > 0.85 && variation < 1.15,
    `coefficient of variation ${variation}, of a Poisson process 1`,
  );
});
