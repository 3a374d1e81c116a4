import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepAt, steps } from './steps.ts';

test('the steps take ninety minutes, and each has a name of its own', () => {
  assert.equal(
    steps.reduce((sum, { minutes }) => sum + minutes, 0),
    90,
  );
  assert.equal(new Set(steps.map(({ id }) => id)).size, steps.length);
});

test('the clock says which step it is at, and none when the time is over', () => {
  assert.equal(stepAt(0)?.id, 'frame');
  assert.equal(stepAt(599)?.id, 'frame');
  assert.equal(stepAt(600)?.id, 'differences');
  assert.equal(stepAt(90 * 60), undefined);
});
