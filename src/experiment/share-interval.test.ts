import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareInterval } from './share-interval.ts';

test('agrees with a published example: 15 of 50 at 95 %', () => {
  const { low, high } = shareInterval(15, 50, 1.96);
  assert.equal(low.toFixed(4), '0.1910');
  assert.equal(high.toFixed(4), '0.4375');
});

test('none of many does not prove that it never happens', () => {
  const { share, low, high } = shareInterval(0, 100);
  assert.equal(share, 0);
  assert.ok(Math.abs(low) < 1e-12);
  assert.ok(high > 0.05 && high < 0.2);
});

test('a share that is right lies outside by chance in fewer than 1 of 1,000 samples, near 1 as well', () => {
  for (const [share, trials] of [
    [0.5, 200],
    [0.8, 200],
    [0.9919, 120],
  ] as const) {
    let [chance, outside] = [(1 - share) ** trials, 0];
    for (let hits = 0; hits <= trials; hits += 1) {
      const { low, high } = shareInterval(hits, trials);
      if (low > share || share > high) outside += chance;
      // The next count of a binomial distribution from this one.
      chance *= ((trials - hits) / (hits + 1)) * (share / (1 - share));
    }
    assert.ok(outside < 0.001, `${outside} of ${share}`);
  }
});

test('no trial says nothing', () => assert.throws(() => shareInterval(0, 0), RangeError));
