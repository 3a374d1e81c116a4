import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { defaults, type Settings } from './settings.ts';
import { Simulation } from './simulation.ts';

const run = (settings: Partial<Settings>) =>
  new Simulation({ ...defaults, pipeline: 'stream', ...settings }, 60).run();
const seeds = fc.nat(10_000);

/** One order a second, evenly, each a batch of its own. */
const calm: Partial<Settings> = { arrivals: 'even', arrivalRate: 1, serviceMs: 100, streamBatchSize: 1 };

test('an order that always fails stops its shard for as long as records are kept', () => {
  const all = { ...calm, arrivalRate: 8, shards: 4, seconds: 300 };
  fc.assert(
    fc.property(seeds, (seed) => {
      const { orders, counts } = run({ ...all, seed, poisonShare: 0.01 });
      assert.equal(counts.deadLetters, 0);
      assert.ok(orders.waiting > 500, `${orders.waiting} wait`);
      const without = run({ ...all, seed });
      assert.ok(without.orders.waiting < 5, `${without.orders.waiting} wait without it`);
    }),
    { numRuns: 5 },
  );
});

test('a batch is tried once, and as often again as it may be; then it is given up, and the shard goes on', () => {
  for (const maximumRetryAttempts of [0, 1, 5]) {
    const { counts, orders } = run({ ...calm, serviceMs: 50, poisonShare: 1, maximumRetryAttempts });
    // The last of sixty comes when the run ends.
    assert.equal(counts.deadLetters, 59);
    assert.equal(counts.failures, 59 * (1 + maximumRetryAttempts));
    assert.equal(orders.stored, 0);
  }
});

test('a batch that comes back whole charges those that succeeded again; one that says where it stopped charges nobody twice', () => {
  const settings = {
    ...calm,
    arrivalRate: 200,
    poisonShare: 0.02,
    streamBatchSize: 50,
    maximumRetryAttempts: 2,
  };
  fc.assert(
    fc.property(seeds, (seed) => {
      const whole = run({ ...settings, seed, reportBatchItemFailures: false });
      const named = run({ ...settings, seed, reportBatchItemFailures: true });
      assert.ok(whole.counts.duplicates > 0);
      assert.equal(named.counts.duplicates, 0);
    }),
    { numRuns: 5 },
  );
});

test('a shard takes a thousand records a second, and refuses the others', () => {
  const { counts } = run({
    arrivals: 'even',
    arrivalRate: 1500,
    serviceMs: 1,
    streamBatchSize: 10_000,
    seconds: 20,
  });
  // What its bucket holds in the beginning comes on top.
  assert.ok(Math.abs(counts.answered - 21_000) < 10, `${counts.answered}`);
  assert.equal(counts.answered + counts.refusedByShard, counts.attempts);
});

test('shards help only as many keys as there are: a hot key has one, whatever their number', () => {
  const settings = { arrivalRate: 60, serviceMs: 50, streamBatchSize: 1, seconds: 60 };
  fc.assert(
    fc.property(seeds, (seed) => {
      const waiting = (shards: number, hotShare: number) =>
        run({ ...settings, seed, shards, hotShare }).orders.waiting;
      assert.ok(waiting(1, 0) > 1500);
      assert.ok(waiting(16, 0) < 50);
      assert.ok(waiting(16, 0.8) > 1000);
      // The same orders are hot, and so the same wait.
      assert.ok(Math.abs(waiting(16, 1) - waiting(1, 0)) < 100);
    }),
    { numRuns: 5 },
  );
});

test('a lane of a shard is as good as a shard of its own, but for the writes', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const by = (shards: number, parallelizationFactor: number) =>
        run({ seed, arrivalRate: 60, serviceMs: 50, streamBatchSize: 1, shards, parallelizationFactor })
          .course;
      assert.deepEqual(by(1, 8), by(8, 1));
    }),
    { numRuns: 5 },
  );
});
