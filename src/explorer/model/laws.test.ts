import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import type { Settings } from './settings.ts';
import { Simulation } from './simulation.ts';

/** Any small run, in which each rule of the model can come to bear. */
const anySettings: fc.Arbitrary<Settings> = fc.record({
  pipeline: fc.constantFrom('sync' as const, 'queued' as const, 'stream' as const, 'topic' as const),
  seed: fc.nat(1000),
  seconds: fc.constantFrom(5, 20),
  arrivals: fc.constantFrom('random' as const, 'even' as const),
  arrivalRate: fc.constantFrom(0, 5, 30),
  burstRate: fc.constantFrom(0, 100),
  burstStart: fc.constantFrom(0, 2),
  burstSeconds: fc.constantFrom(0, 2),
  attempts: fc.integer({ min: 1, max: 4 }),
  patienceMs: fc.constantFrom(60, 200, 30_000),
  backOffMs: fc.constantFrom(10, 300),
  jitter: fc.boolean(),
  rateLimit: fc.constantFrom(0, 10),
  burstLimit: fc.constantFrom(1, 20),
  reservedConcurrency: fc.constantFrom(0, 1, 3, 8),
  accountConcurrency: fc.constantFrom(40, 1000),
  maximumConcurrency: fc.constantFrom(0, 2, 6),
  serviceMs: fc.constantFrom(20, 150, 1500),
  serviceSpread: fc.constantFrom(0, 0.5, 1, 2),
  timeout: fc.constantFrom(1, 5),
  batchSize: fc.constantFrom(1, 3, 10),
  shards: fc.constantFrom(1, 4),
  parallelizationFactor: fc.constantFrom(1, 2),
  hotShare: fc.constantFrom(0, 0.5, 1),
  streamBatchSize: fc.constantFrom(1, 5, 100),
  // Without an end, an order that always fails stays where it is.
  maximumRetryAttempts: fc.constantFrom(0, 2),
  reportBatchItemFailures: fc.boolean(),
  visibilityTimeout: fc.constantFrom(0, 1, 6),
  maxReceiveCount: fc.integer({ min: 1, max: 4 }),
  acceptMs: fc.constantFrom(5, 100),
  acceptReservedConcurrency: fc.constantFrom(0, 2),
  subscriptions: fc.constantFrom(1, 2, 4),
  bufferedSubscriptions: fc.constantFrom(0, 1, 8),
  asyncRetryAttempts: fc.integer({ min: 0, max: 2 }),
  maximumEventAge: fc.constantFrom(60, 400),
  onFailure: fc.boolean(),
  struckSubscription: fc.constantFrom(1, 2, 8),
  slowMs: fc.constantFrom(0, 700),
  poisonShare: fc.constantFrom(0, 0.1, 1),
  writeCapacity: fc.constantFrom(0, 5),
  outageStart: fc.constantFrom(0, 3),
  outageSeconds: fc.constantFrom(0, 2),
});

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

test('every order that was sent is in exactly one place, at every moment', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const simulation = new Simulation(settings, 20);
      while (!simulation.finished) {
        simulation.run(50);
        const { orders, counts } = simulation;
        assert.equal(sum(Object.values(orders)), counts.sent);
        assert.ok(
          Object.values(orders).every((count) => count >= 0),
          JSON.stringify(orders),
        );
        const copies = settings.pipeline === 'topic' ? settings.subscriptions : 1;
        const accepted = settings.pipeline === 'topic' ? counts.published : counts.answered;
        if (copies === 1) assert.equal(orders.stored, counts.writes - counts.duplicates);
        assert.ok(simulation.visible >= 0 && simulation.visible <= accepted * copies);
      }
    }),
  );
});

test('when nothing more comes, every order ends: none waits, none is in flight', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const { orders, counts } = new Simulation(
        { ...settings, arrivalRate: 0, burstStart: 0, burstSeconds: 1, seconds: 4000 },
        20,
      ).run();
      assert.equal(orders.waiting + orders.inFlight, 0, JSON.stringify(orders));
      assert.equal(orders.stored + orders.deadLettered + orders.refused + orders.lost, counts.sent);
    }),
  );
});

test('what is counted in several ways agrees', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const simulation = new Simulation(settings, 20).run();
      const { course, counts, orders } = simulation;
      assert.equal(sum(course.map(({ sent }) => sent)), counts.sent);
      assert.equal(sum(course.map(({ stored }) => stored)), orders.stored);
      assert.equal(sum(course.map(({ duplicates }) => duplicates)), counts.duplicates);
      assert.equal(simulation.doneMs.total, orders.stored);
      assert.ok(counts.attempts >= counts.sent && counts.attempts <= settings.attempts * counts.sent);
      if (settings.pipeline === 'sync') {
        assert.equal(counts.received + counts.deadLetters, 0);
        assert.equal(counts.refusedByGateway + counts.throttled + counts.invocations, counts.attempts);
      } else if (settings.pipeline === 'topic') {
        const behind = simulation.subscriptions.map((each) => each.counts);
        const throttled = counts.throttled - sum(behind.map((each) => each.throttled));
        const invocations = counts.invocations - sum(behind.map((each) => each.invocations));
        const answers = counts.answered + counts.gaveUp + counts.refusedByGateway + throttled;
        // Who is not answered yet when the run ends is worked for.
        const asked = counts.attempts - answers;
        assert.ok(asked >= 0 && asked <= invocations - counts.published, `${asked}`);
      } else {
        assert.equal(counts.answered + counts.refusedByGateway + counts.refusedByShard, counts.attempts);
        assert.equal(counts.gaveUp, 0);
        if (settings.pipeline === 'queued')
          assert.ok(counts.received <= settings.maxReceiveCount * counts.answered);
        else assert.ok(counts.deadLetters <= counts.answered);
      }
    }),
  );
});

test('equal settings give equal runs, in one go or in steps', () => {
  fc.assert(
    fc.property(anySettings, fc.integer({ min: 1, max: 100 }), (settings, step) => {
      const whole = new Simulation(settings, 20).run();
      const stepped = new Simulation(settings, 20);
      while (!stepped.finished) stepped.run(step);
      assert.deepEqual(stepped.course, whole.course);
      assert.deepEqual(stepped.counts, whole.counts);
    }),
  );
});
