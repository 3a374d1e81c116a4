import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNear } from './estimate-range.ts';

const cases: [answer: number, value: number, tolerance: number, right: boolean][] = [
  [100, 150, 1.5, true],
  [99, 150, 1.5, false],
  [225, 150, 1.5, true],
  [226, 150, 1.5, false],
  [3, 3, 1, true],
  [4, 3, 1, false],
  // Shown as 150: nobody can be asked for the digits behind it.
  [150, 150.3, 1, true],
  [0, 0, 1, true],
];

for (const [answer, value, tolerance, right] of cases) {
  test(`${answer} for ${value} within a factor of ${tolerance} is ${right ? 'right' : 'wrong'}`, () => {
    assert.equal(isNear(answer, value, tolerance), right);
  });
}
