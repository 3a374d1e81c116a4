import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { partSeed, seededRandom } from './random.ts';

const first = (count: number, seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
};

test('the same seed gives the same stream, another seed another one', () => {
  assert.deepEqual(first(20, 202), first(20, 202));
  assert.notDeepEqual(first(20, 202), first(20, 200));
});

test('numbers lie between 0 and 1, and their mean is near a half', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
      const numbers = first(2000, seed);
      assert.ok(numbers.every((each) => each >= 0 && each < 1));
      const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
      assert.ok(Math.abs(mean - 0.5) < 0.05, `mean ${mean}`);
    }),
  );
});

test('the parts of a run have streams of their own', () => {
  const parts = ['repetition 1', 'repetition 2', 'repetition 12', 'repetition 21'];
  assert.equal(new Set(parts.map((part) => partSeed(202, part))).size, parts.length);
  assert.notEqual(partSeed(1, 'repetition 1'), partSeed(2, 'repetition 1'));
});
