import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paceOf, phaseByPlan, plannedEnd } from './phase-time.ts';

const phases = [{ minutes: 5 }, { minutes: 10 }];

test('the plan says which phase it is, and never that there is none', () => {
  assert.deepEqual(
    [0, 299, 300, 899, 900, 9_000].map((seconds) => phaseByPlan(phases, seconds)),
    [0, 0, 1, 1, 1, 1],
  );
  assert.equal(plannedEnd(phases, 1), 900);
});

test('a phase is nearly over in its last fifth, and over after its end, however late it began', () => {
  assert.deepEqual(
    [240, 241, 300, 301].map((seconds) => paceOf(phases, 0, seconds)),
    ['fine', 'nearly', 'nearly', 'over'],
  );
  assert.deepEqual(
    [780, 781, 901].map((seconds) => paceOf(phases, 1, seconds)),
    ['fine', 'nearly', 'over'],
  );
});
