import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from './random.ts';
import {
  backOff,
  backOffWithJitter,
  neverRetry,
  RetryBudget,
  type RetryPolicy,
  retryAfter,
  sendWithRetries,
} from './retry.ts';
import { VirtualClock } from './virtual-clock.ts';

async function attempts(policy: RetryPolicy, succeedsAt: number) {
  const clock = new VirtualClock();
  const sentAt: number[] = [];
  await clock.run(
    sendWithRetries({
      clock,
      policy,
      send: async (attempt) => {
        sentAt.push(clock.now());
        return attempt >= succeedsAt;
      },
      failed: (succeeded) => !succeeded,
    }),
  );
  return sentAt;
}

test('without retries there is one attempt', async () => {
  assert.deepEqual(await attempts(neverRetry, 2), [0]);
});

test('retries stop at the first success', async () => {
  assert.deepEqual(await attempts(retryAfter(100, 5), 3), [0, 100, 200]);
});

test('back-off doubles up to its longest wait, the same for every caller', async () => {
  assert.deepEqual(
    await attempts(backOff({ attempts: 5, baseMs: 100, capMs: 300 }), 99),
    [0, 100, 300, 600, 900],
  );
});

test('retries stop when there are no attempts left', async () => {
  assert.deepEqual(await attempts(retryAfter(0, 3), 99), [0, 0, 0]);
});

test('back-off doubles up to its cap, and jitter draws below it', () => {
  const always = (random: number) =>
    backOffWithJitter({ attempts: 6, baseMs: 100, capMs: 500, random: () => random });
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(always(1)), [100, 200, 400, 500, 500, undefined]);
  assert.equal(always(0)(3), 0);
  const drawn = backOffWithJitter({ attempts: 2, baseMs: 100, capMs: 500, random: seededRandom(1) });
  assert.notEqual(drawn(1), drawn(1));
});

test('a budget of a quarter lets one in four calls retry, plus what was in it at first', () => {
  const budget = new RetryBudget({ perCall: 0.25, atFirst: 2 });
  const policies = Array.from({ length: 100 }, () => budget.policyOf(retryAfter(0, 3)));
  const retries = policies.flatMap((policy) => [policy(1), policy(2)]).filter((delay) => delay !== undefined);
  assert.equal(retries.length, 27);
});
