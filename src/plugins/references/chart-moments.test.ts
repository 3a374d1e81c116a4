import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '#content/evidence.ts';
import { momentsOf } from './chart-moments.ts';

test('what happens at one time in several variants stands there once; what is no time of a variant is refused', () => {
  const variant = (name: string, value: number | string) => ({
    ...{ name, label: name, metrics: [], series: [] },
    parameters: [{ name: 'seconds', label: 'for', value }],
  });
  const evidence = {
    variants: [variant('a', 1), variant('b', 1), variant('c', 2), variant('d', 'none')],
  } as unknown as Evidence;
  const at = (events: string) =>
    momentsOf(
      evidence,
      { events, eventLabel: 'burst ends' },
      { label: 'time', unit: 's', end: 2, ticks: [0, 1, 2] },
      3,
    ).map((each) => [each.x, each.label]);
  assert.deepEqual(at('a:seconds b:seconds c:seconds'), [
    [50, 'burst ends (a, b)'],
    [100, 'burst ends (c)'],
  ]);
  assert.deepEqual(at('a:seconds b:seconds a:seconds'), [[50, 'burst ends']]);
  assert.throws(() => at('a:second'), /second/);
  assert.throws(() => at('d:seconds'), /no number/);
});
