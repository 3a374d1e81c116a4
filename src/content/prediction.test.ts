import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeasuredValue } from './page-data.ts';
import { commentOn, noDifference, predictionKey } from './prediction.ts';

const value = (median: number, variant = 'queued', spread = 0): MeasuredValue => ({
  variant,
  variantLabel: `the ${variant} path`,
  metricLabel: 'reply',
  unit: 'ms',
  median,
  min: median - spread,
  max: median + spread,
});

const numbers: [guess: string, measured: number, says: string][] = [
  ['20', 20, 'Exactly.'],
  ['21', 20, 'Close: within a tenth.'],
  ['30', 20, 'Somewhat too high.'],
  ['10', 20, 'About 2 times too low.'],
  ['150', 20, 'About 8 times too high.'],
  ['1900', 20, 'About a hundred times too high.'],
  ['1', 1000, 'About a thousand times too low.'],
  ['10000', 20, 'About 500 times too high.'],
  ['5', 0, 'It was none at all.'],
  ['0', 7, 'Too low: there were some.'],
];

for (const [guess, measured, says] of numbers) {
  test(`a guess of ${guess} where ${measured} was measured: ${says}`, () => {
    assert.equal(commentOn(guess, [value(measured)]), says);
  });
}

test('which is lowest: the label that was chosen, or what is right', () => {
  const values = [value(20, 'queued'), value(90, 'sync')];
  assert.equal(commentOn('the queued path', values), 'Right.');
  assert.equal(commentOn('the sync path', values), 'No: it is lowest for the queued path.');
});

test('where the repetitions overlap, no difference is right', () => {
  const values = [value(20, 'queued', 5), value(22, 'sync', 5)];
  assert.equal(commentOn(noDifference, values), 'Right.');
  assert.match(commentOn('the queued path', values), /overlap/);
});

test('a guess at one variant has a key of its own, and so has the guess at which is lowest', () => {
  const one = predictionKey('two-paths/first-order', [value(1)], 'replyMsP50');
  const all = predictionKey('two-paths/first-order', [value(1), value(2, 'sync')], 'replyMsP50');
  assert.deepEqual(
    [one, all],
    ['two-paths/first-order replyMsP50 queued', 'two-paths/first-order replyMsP50'],
  );
});
