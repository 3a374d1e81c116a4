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
  assert.ok(high > 0.05 && high < 0.15);
});

test('no trial says nothing', () => assert.throws(() => shareInterval(0, 0), RangeError));
