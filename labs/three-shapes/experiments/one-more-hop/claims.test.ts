import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#experiment/random.ts';
import { summarise } from '#experiment/summary.ts';
import { claims } from './claims.ts';
import { shapes, type Variant, variantNames } from './shapes.ts';

const parameters = { pages: 120, timedPages: 3, lostShare: 0.2, hopMs: 200 };
const [eachCall] = claims;

/** Judges one repetition in which a page is shown when as many calls as `callsOf` says are answered. */
function judged(seed: number, callsOf: (name: Variant) => number) {
  const random = seededRandom(seed);
  const shown = (calls: number) =>
    Array.from({ length: parameters.pages }, () => random() < (1 - parameters.lostShare) ** calls).filter(
      Boolean,
    ).length;
  const results = Object.fromEntries(
    variantNames.map((name) => [
      name,
      { calls: summarise([shapes[name].calls]), shown: summarise([shown(callsOf(name))]) },
    ]),
  );
  return eachCall?.judge(results as never, parameters).holds;
}

test('by chance alone fewer than one run in 1,000 of one repetition makes the factor of each call false', () => {
  assert.equal(eachCall?.id, 'each-call-is-a-factor');
  const falseOnes = Array.from({ length: 4_000 }, (_, seed) =>
    judged(seed, (name) => shapes[name].calls),
  ).filter((holds) => !holds);
  assert.ok(falseOnes.length <= 4, `${falseOnes.length} of 4,000`);
});

test('pages that are shown as if they made one call, whatever they make, are found in one repetition', () => {
  for (let seed = 1; seed <= 20; seed += 1)
    assert.equal(
      judged(seed, () => 1),
      false,
    );
});
