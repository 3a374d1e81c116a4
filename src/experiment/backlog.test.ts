import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doneRate, drainedAt, notDone } from './backlog.ts';

/** Ten orders at once, one done every 100 ms; one more while they wait. */
const orders = [
  ...Array.from({ length: 10 }, (_, index) => ({ sentAt: 0, doneAt: (index + 1) * 100 })),
  { sentAt: 500, doneAt: 1_100 },
];

test('counts what was sent and is not done', () => {
  assert.equal(notDone(orders, 0), 10);
  assert.equal(notDone(orders, 500), 6);
  assert.equal(notDone([{ sentAt: 0 }], 9_999), 1);
});

test('the rate of work is what was done per second', () => assert.equal(doneRate(orders, 100, 600), 10));

test('a backlog is drained when no more than can be worked on is left', () => {
  assert.equal(drainedAt(orders, 0, 0), 1_100);
  assert.equal(drainedAt(orders, 0, 2), 900);
  assert.equal(drainedAt(orders, 2_000, 0), 2_000);
  assert.equal(drainedAt([{ sentAt: 0 }], 0, 0), undefined);
});
