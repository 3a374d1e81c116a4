import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaults, type Settings } from './settings.ts';
import { Simulation } from './simulation.ts';

/** So many orders come within a millisecond; one subscriber, which the topic calls. */
const run = (orders: number, settings: Partial<Settings>) => {
  const simulation = new Simulation(
    {
      ...defaults,
      pipeline: 'topic',
      subscriptions: 1,
      bufferedSubscriptions: 0,
      arrivals: 'even',
      arrivalRate: 0,
      burstStart: 0,
      burstSeconds: 0.001,
      burstRate: 1000 * orders,
      serviceMs: 1000,
      seconds: 2000,
      ...settings,
    },
    20,
  ).run();
  const [subscription] = simulation.subscriptions;
  assert.ok(subscription);
  return { ...simulation.orders, ...subscription.counts, doneMs: subscription.doneMs.mean };
};

test('an event whose function fails is run two more times: after one minute, and after two more', () => {
  // Each takes a second until it fails.
  const [short, longer, long] = [30, 100, 300].map((outageSeconds) =>
    run(1, { outageStart: 0, outageSeconds }),
  );
  assert.deepEqual([short?.invocations, short?.stored, short?.doneMs], [2, 1, 62_000]);
  assert.deepEqual([longer?.invocations, longer?.stored, longer?.doneMs], [3, 1, 183_000]);
  assert.deepEqual([long?.invocations, long?.stored, long?.lost], [3, 0, 1]);
});

test('fewer retries can be allowed, and what is given up can be kept', () => {
  for (const asyncRetryAttempts of [0, 1, 2])
    for (const onFailure of [true, false]) {
      const { invocations, lost, deadLettered } = run(1, { poisonShare: 1, asyncRetryAttempts, onFailure });
      assert.equal(invocations, 1 + asyncRetryAttempts);
      assert.deepEqual([deadLettered, lost], onFailure ? [1, 0] : [0, 1]);
    }
});

test('a throttled event waits for one second, and twice as long each time', () => {
  const { throttled, stored, doneMs } = run(2, { serviceMs: 10_000, timeout: 60, reservedConcurrency: 1 });
  // After 0, 1, 3 and 7 s the first is still worked on; after 15 s it is not.
  assert.deepEqual([throttled, stored], [4, 2]);
  assert.ok(Math.abs(doneMs - (10_000 + 25_000) / 2) < 1, `${doneMs}`);
});

test('its waits grow no longer than five minutes', () => {
  const { throttled, doneMs } = run(2, {
    serviceMs: 890_000,
    timeout: 900,
    reservedConcurrency: 1,
    seconds: 3000,
  });
  // Tries after 0, 1, 3, 7, 15, 31, 63, 127, 255, 511 and 811 s; the next one, after 1111 s, gets through.
  assert.equal(throttled, 11);
  assert.ok(Math.abs(doneMs - (890_000 + 1_111_000 + 890_000) / 2) < 1, `${doneMs}`);
});

test('an event that gets too old is given up without having run', () => {
  const settings = { serviceMs: 100_000, timeout: 900, reservedConcurrency: 1, maximumEventAge: 60 };
  const { throttled, invocations, stored, lost } = run(2, settings);
  // Tries after 0, 1, 3, 7, 15 and 31 s.
  assert.deepEqual([throttled, invocations, stored, lost], [6, 1, 1, 1]);
});

test('an event that waits for its next try is given up at its age, too', () => {
  const { invocations, lost } = run(1, { poisonShare: 1, maximumEventAge: 100 });
  assert.deepEqual([invocations, lost], [2, 1]);
});
