import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drainSeconds, littlesLaw } from '#experiment/models.ts';
import { fc } from '#testing/properties.ts';
import { drillKinds, drillOf, isNearEnough } from './drills.ts';

const prices = { perMillionRequests: 1, perMillionInvocations: 0.2, perGbSecond: 0.0000166667 };
const seeds = fc.nat({ max: 1_000_000 });
const near = (a: number, b: number) =>
  assert.ok(Math.abs(a - b) <= 1e-9 * Math.abs(b) + 1e-9, `${a} is not ${b}`);
const given = (kind: (typeof drillKinds)[number], seed: number) => {
  const drill = drillOf(kind, seed, prices);
  return { drill, of: (name: string) => drill.given[name] ?? Number.NaN };
};

test('the concurrency of a drill is Little’s law', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { drill, of } = given('concurrency', seed);
      near(drill.answer, littlesLaw(of('perSecond'), of('seconds')));
    }),
  );
});

test('the time to drain is the model’s, and every queue of a drill does drain', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { drill, of } = given('drain', seed);
      near(drill.answer * 60, drainSeconds(of('backlog'), of('capacity'), of('arrivals')));
      assert.ok(Number.isFinite(drill.answer));
    }),
  );
});

test('a backlog drains, once nothing arrives any more, in the time that it took to build up by the difference', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { drill, of } = given('backlog', seed);
      const spare = of('arrivals') - of('capacity');
      near(drainSeconds(drill.answer, spare, 0), of('seconds'));
    }),
  );
});

test('the cost is requests, invocations and gigabyte-seconds', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { drill, of } = given('cost', seed);
      const busy = littlesLaw(of('millions') * 1e6, of('ms') / 1000);
      near(drill.answer, of('millions') * 1.2 + busy * of('gigabytes') * prices.perGbSecond);
    }),
  );
});

test('the same seed asks the same, and the method says the numbers of the prompt', () => {
  for (const kind of drillKinds) {
    assert.deepEqual(drillOf(kind, 7, prices), drillOf(kind, 7, prices));
    assert.ok(drillOf(kind, 7, prices).method.length >= 3);
    assert.notDeepEqual(new Set([1, 2, 3, 4, 5].map((seed) => drillOf(kind, seed, prices).prompt)).size, 1);
  }
});

test('a fifth either way is near enough', () => {
  assert.deepEqual(
    [83, 84, 120, 121].map((guess) => isNearEnough(guess, 100)),
    [false, true, true, false],
  );
});
