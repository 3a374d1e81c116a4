import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { runShards, type ShardSettings } from './shards.ts';

const settings: ShardSettings = {
  seed: 202,
  seconds: 60,
  arrivalRate: 30,
  keys: 100,
  hotShare: 0,
  shards: 4,
  serviceMs: 100,
};

const anySettings: fc.Arbitrary<ShardSettings> = fc.record({
  seed: fc.nat(1000),
  seconds: fc.constantFrom(5, 20),
  arrivalRate: fc.constantFrom(1, 20, 80),
  keys: fc.integer({ min: 1, max: 20 }),
  hotShare: fc.constantFrom(0, 0.3, 1),
  shards: fc.integer({ min: 1, max: 8 }),
  serviceMs: fc.constantFrom(1, 50, 400),
});

test('every record waits, is worked on or is done, and a shard works on one at a time', () => {
  fc.assert(
    fc.property(anySettings, (each) => {
      const { course, came, busyShards } = runShards(each, 20);
      for (const { working, waiting } of course) {
        assert.ok(working <= Math.min(each.shards, each.keys, busyShards));
        assert.ok(waiting === 0 || working > 0);
      }
      const last = course.at(-1);
      assert.equal((last?.waiting ?? 0) + (last?.working ?? 0) + (last?.done ?? 0), came);
    }),
  );
});

test('shards, keys and the hot share change nothing about which records come', () => {
  fc.assert(
    fc.property(anySettings, fc.integer({ min: 1, max: 8 }), (each, shards) => {
      const { came } = runShards(each, 20);
      for (const change of [{ shards }, { hotShare: 0.7 }, { keys: 3 }, { serviceMs: 7 }])
        assert.equal(runShards({ ...each, ...change }, 20).came, came, JSON.stringify(change));
    }),
  );
});

test('one shard is the queue with one server and constant service times', () => {
  const [rate, serviceMs] = [8, 100];
  const load = (rate * serviceMs) / 1000;
  const { course, came } = runShards(
    { ...settings, shards: 1, arrivalRate: rate, serviceMs, seconds: 40_000 },
    200_000,
  );
  const mean = (of: (sample: (typeof course)[number]) => number) =>
    course.reduce((sum, sample) => sum + of(sample), 0) / course.length;
  const waiting = (load * load) / (2 * (1 - load));
  assert.ok(Math.abs(mean((sample) => sample.waiting) / waiting - 1) < 0.03, `${mean((s) => s.waiting)}`);
  assert.ok(Math.abs(mean((sample) => sample.working) / load - 1) < 0.01);
  assert.ok(Math.abs(came / 40_000 / rate - 1) < 0.01);
});
