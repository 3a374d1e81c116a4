import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { disorder, shuffle } from './shuffle.ts';

test('a shuffle keeps every item, and the same seed gives the same order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), fc.string(), (items, seed) => {
      assert.deepEqual(shuffle(items, seed).toSorted(), items.toSorted());
      assert.deepEqual(shuffle(items, seed), shuffle(items, seed));
    }),
  );
});

test('over many seeds every option comes first about equally often', () => {
  const first = [0, 0, 0, 0];
  for (let seed = 0; seed < 4000; seed += 1) {
    const [option] = shuffle([0, 1, 2, 3], `queue/retries/who:${seed}`);
    first[option ?? 0] = (first[option ?? 0] ?? 0) + 1;
  }
  for (const times of first) assert.ok(times > 850 && times < 1150, `${first}`);
});

test('steps to bring into order never stand in it from the start', () => {
  const steps = ['a', 'b', 'c', 'd'];
  for (let seed = 0; seed < 500; seed += 1) assert.notDeepEqual(disorder(steps, `${seed}`), steps);
});
