import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageOfOldest } from './oldest.ts';

const orders = [{ sentAt: 0, doneAt: 10 }, { sentAt: 4, doneAt: 30 }, { sentAt: 8 }];

test('the oldest is the one that was sent first among those that are not done', () => {
  assert.equal(ageOfOldest(orders, 9), 9);
  assert.equal(ageOfOldest(orders, 12), 8);
});

test('what is never done grows old without end', () => assert.equal(ageOfOldest(orders, 108), 100));

test('nobody waits: no age', () => assert.equal(ageOfOldest([{ sentAt: 5, doneAt: 6 }], 7), 0));
