import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomArrivals } from '#experiment/arrivals.ts';
import { turnedAway } from '#experiment/loss-system.ts';
import { seededRandom } from '#experiment/random.ts';
import { type Summary, summarise } from '#experiment/summary.ts';
import nearSaturation from '../near-saturation.ts';
import { claims, loads, rateAt, type Variant } from './claims.ts';

const { callers, settleMs } = nearSaturation.parameters;
const parameters = {
  callers: 'value' in callers ? callers.value : 0,
  settleMs: 'value' in settleMs ? settleMs.value : 0,
  concurrency: 5,
  serviceMs: 100,
};

/** What a run gives on a machine that nothing disturbs: every order holds one of the environments for 105 ms. */
function simulated(seed: number, repetitions: number, environments: number) {
  const heldMs = 105;
  const of = (variant: Variant): Record<string, Summary> => {
    const each = Array.from({ length: repetitions }, (_, index) => {
      const random = seededRandom(1000 * seed + index);
      const times = randomArrivals(parameters.callers, rateAt(loads[variant], parameters), random);
      const away = turnedAway(times, environments, heldMs);
      return away.filter((_, at) => (times[at] ?? 0) >= parameters.settleMs);
    });
    const everywhere = (value: number) => summarise(each.map(() => value));
    return {
      counted: summarise(each.map(({ length }) => length)),
      refused: summarise(each.map((away) => away.filter(Boolean).length)),
      heldMs: everywhere(heldMs),
      replyMsP50: everywhere(heldMs),
    };
  };
  return Object.fromEntries((Object.keys(loads) as Variant[]).map((name) => [name, of(name)]));
}

const judged = (seed: number, repetitions: number, environments: number) => {
  const results = simulated(seed, repetitions, environments) as Parameters<(typeof claims)[0]['judge']>[0];
  return claims.map(({ id, judge }) => ({ id, ...judge(results, parameters) }));
};

test('one repetition is enough to judge every claim, whatever chance brings', () => {
  for (const [seed, repetitions] of [
    [1, 1],
    [2, 1],
    [3, nearSaturation.repetitions],
  ] as const)
    for (const { id, holds, because } of judged(seed, repetitions, parameters.concurrency))
      assert.ok(holds, `${id} with seed ${seed}: ${because}`);
});

test('one repetition tells an environment too few and one too many from the formula', () => {
  for (const environments of [parameters.concurrency - 1, parameters.concurrency + 1]) {
    const [erlang] = judged(1, 1, environments);
    assert.equal(erlang?.id, 'erlang-b-says-how-many');
    assert.equal(erlang.holds, false, erlang.because);
  }
});
