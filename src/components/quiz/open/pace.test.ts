import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockFace, paceOf } from './pace.ts';

test('amber from four fifths of the target on, red from the target on', () => {
  assert.deepEqual(
    [0, 71, 72, 89, 90, 500].map((seconds) => paceOf(seconds, 90)),
    ['within', 'within', 'near', 'near', 'over', 'over'],
  );
});

test('a clock shows minutes and two digits of seconds', () => {
  assert.deepEqual([0, 5, 65, 600].map(clockFace), ['0:00', '0:05', '1:05', '10:00']);
});
