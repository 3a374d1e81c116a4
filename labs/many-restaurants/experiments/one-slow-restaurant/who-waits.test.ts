import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countWaitedForAnEnd, mostLetPass, type SentOrder } from './who-waits.ts';

const order = (acceptedAt: number, from: number, to: number): SentOrder => ({
  orderId: `${acceptedAt}-${from}`,
  restaurant: 'any',
  acceptedAt,
  from,
  to,
});

test('an order lets pass what is begun while it waits, and nothing that was begun before', () => {
  const others = [order(0, 1, 9), order(0, 11, 20), order(0, 12, 20), order(0, 40, 50)];
  assert.equal(mostLetPass([order(10, 30, 31), order(10, 11, 12)], others), 2);
  assert.equal(mostLetPass([order(10, 10, 11)], others), 0);
  assert.equal(mostLetPass([], others), 0);
});

test('an order waited for an end when one that was in work had to end first', () => {
  const slow = [order(0, 1, 20), order(0, 1, 30)];
  assert.equal(countWaitedForAnEnd([order(10, 21, 22), order(10, 12, 13)], slow), 1);
  // What ended before it came, or ends after it began, is not what it waited for.
  assert.equal(countWaitedForAnEnd([order(10, 21, 22)], [order(0, 1, 9), order(0, 1, 30)]), 0);
});
