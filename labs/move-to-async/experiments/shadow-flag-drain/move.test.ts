import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepOf } from './move.ts';

const steps = [
  { name: 'shadow', from: 0, known: 100 },
  { name: 'share:50', from: 1000, known: 1100 },
  { name: 'sync', from: 3000, known: 3100 },
];

test('an order lies within a step when both its requests do', () => {
  assert.equal(stepOf(steps, 100, 400), 'shadow');
  assert.equal(stepOf(steps, 1100, 2999), 'share:50');
  assert.equal(stepOf(steps, 3100, 9000), 'sync');
});

test('around a change of step it lies within none: not before all know of it, and not across the next', () => {
  assert.equal(stepOf(steps, 50, 300), undefined);
  assert.equal(stepOf(steps, 900, 1150), undefined);
  assert.equal(stepOf(steps, 1050, 1300), undefined);
  assert.equal(stepOf(steps, 2900, 3000), undefined);
});
