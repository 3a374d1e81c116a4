import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#experiment/random.ts';
import { type Summary, summarise } from '#experiment/summary.ts';
import sdkRetries from '../sdk-retries.ts';
import { attemptsOf, claims, failing } from './claims.ts';

const { orders } = sdkRetries.parameters;
const parameters = { orders: 'value' in orders ? orders.value : 0, ratePerSecond: 25, failingShare: failing };

/** What a run gives when each order is tried as often as `attempts` says, and each call fails by itself. */
function simulated(seed: number, repetitions: number, attempts: Record<string, number>) {
  const random = seededRandom(seed);
  const of = (most: number): Record<string, Summary> => {
    const each = Array.from({ length: repetitions }, () => {
      let [placed, calls] = [0, 0];
      for (let order = 0; order < parameters.orders; order += 1)
        for (let attempt = 1; attempt <= most; attempt += 1) {
          calls += 1;
          if (random() < failing) continue;
          placed += 1;
          break;
        }
      return { placed, calls };
    });
    return {
      placed: summarise(each.map(({ placed }) => placed)),
      calls: summarise(each.map(({ calls }) => calls)),
      tries: summarise(each.map(() => most)),
      invocations: summarise(each.map(() => parameters.orders)),
    };
  };
  return Object.fromEntries(Object.entries(attempts).map(([name, most]) => [name, of(most)]));
}

const notHeld = (seed: number, repetitions: number, attempts: Record<string, number>): string[] => {
  const results = simulated(seed, repetitions, attempts) as Parameters<(typeof claims)[0]['judge']>[0];
  return claims.filter(({ judge }) => !judge(results, parameters).holds).map(({ id }) => id);
};

test('by chance alone fewer than one run in 1,000 of one repetition makes a claim false', () => {
  const runs = Array.from({ length: 4_000 }, (_, seed) => notHeld(seed, 1, attemptsOf));
  assert.ok(runs.filter((ids) => ids.length > 0).length <= 4);
});

test('an SDK that makes one attempt whatever it is told is found in one repetition', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    // As many calls as it was told to make are counted where every call fails: only the shares can tell.
    const results = simulated(seed, 1, { once: 1, thrice: 1, default: 1 });
    for (const name of Object.keys(attemptsOf) as (keyof typeof attemptsOf)[])
      Object.assign(results[name] ?? {}, { tries: summarise([attemptsOf[name]]) });
    const [tried] = claims;
    assert.equal(tried?.judge(results as never, parameters).holds, false);
  }
});
