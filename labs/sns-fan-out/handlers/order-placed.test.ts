import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenPromises, orderPlaced } from './order-placed.ts';

const placed = { orderId: '1', customer: 'me', item: 'espresso', cents: 250 };

test('the event that was agreed on, and one with a name more, keep the contract', () => {
  assert.deepEqual(brokenPromises(orderPlaced(placed, 'agreed')), []);
  assert.deepEqual(brokenPromises(orderPlaced(placed, 'both')), []);
});

test('a renamed field breaks it, and so does a new version', () => {
  const noCents = 'cents is undefined, and not a whole number';
  assert.deepEqual(brokenPromises(orderPlaced(placed, 'renamed')), [noCents]);
  assert.deepEqual(brokenPromises(orderPlaced(placed, 'versioned')), ['version is 2, and not 1', noCents]);
});
