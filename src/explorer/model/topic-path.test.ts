import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { defaults, type Settings } from './settings.ts';
import { Simulation } from './simulation.ts';

const whole = (settings: Partial<Settings>): Settings => ({ ...defaults, pipeline: 'topic', ...settings });
const run = (settings: Partial<Settings>) => new Simulation(whole(settings), 60).run();

/** Any small run with some subscriptions; each function has its own concurrency, or all share one. */
const anySettings = fc
  .record({
    seed: fc.nat(1000),
    arrivals: fc.constantFrom('random' as const, 'even' as const),
    arrivalRate: fc.constantFrom(5, 25),
    subscriptions: fc.integer({ min: 1, max: 4 }),
    bufferedSubscriptions: fc.integer({ min: 0, max: 4 }),
    struckSubscription: fc.integer({ min: 1, max: 5 }),
    serviceMs: fc.constantFrom(30, 400),
    serviceSpread: fc.constantFrom(0, 1),
    reservedConcurrency: fc.constantFrom(0, 2, 5),
    accountConcurrency: fc.constantFrom(30, 1000),
    maximumConcurrency: fc.constantFrom(0, 2),
    acceptMs: fc.constantFrom(10, 90),
    patienceMs: fc.constantFrom(50, 30_000),
    attempts: fc.constantFrom(1, 3),
    visibilityTimeout: fc.constantFrom(1, 30),
    maxReceiveCount: fc.constantFrom(1, 3),
    asyncRetryAttempts: fc.integer({ min: 0, max: 2 }),
    onFailure: fc.boolean(),
    writeCapacity: fc.constantFrom(0, 8),
  })
  .map((settings) => whole({ ...settings, seconds: 30 }));

const anyFault = fc.record({
  outageStart: fc.constantFrom(0, 5),
  outageSeconds: fc.constantFrom(0, 10),
  slowMs: fc.constantFrom(0, 3000),
  poisonShare: fc.constantFrom(0, 0.2, 1),
});

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

test('of each subscription, every notification is in exactly one place at every moment', () => {
  fc.assert(
    fc.property(anySettings, anyFault, (settings, fault) => {
      const simulation = new Simulation({ ...settings, ...fault }, 20);
      while (!simulation.finished) {
        simulation.run(100);
        for (const { orders, counts } of simulation.subscriptions) {
          assert.equal(sum(Object.values(orders)), simulation.counts.published);
          assert.ok(Object.values(orders).every((count) => count >= 0));
          assert.equal(orders.refused, 0);
          assert.equal(orders.stored, counts.writes - counts.duplicates);
        }
      }
    }),
  );
});

test('an order is stored when every subscriber has stored it, and not before', () => {
  fc.assert(
    fc.property(anySettings, anyFault, (settings, fault) => {
      const simulation = new Simulation({ ...settings, ...fault }, 20);
      const once = settings.attempts === 1;
      while (!simulation.finished) {
        simulation.run(100);
        const storedBy = simulation.subscriptions.map(({ orders }) => orders.stored);
        assert.ok(simulation.orders.stored <= Math.min(...storedBy));
        if (once && storedBy.length === 1) assert.equal(simulation.orders.stored, storedBy[0]);
      }
    }),
  );
});

/** What callers and the subscriptions but one are about to notice. */
const noticed = ({ course, counts, subscriptions }: Simulation, struck: number) => ({
  published: counts.published,
  answered: counts.answered,
  attempts: course.map(({ attempts }) => attempts),
  others: subscriptions.flatMap(({ counts: own, mostAtOnce }, place) =>
    place + 1 === struck ? [] : [own, mostAtOnce, course.map((sample) => sample.subscriptions?.[place])],
  ),
});

test('what goes wrong at one subscriber touches neither callers nor the others, where functions share no concurrency', () => {
  fc.assert(
    fc.property(anySettings, anyFault, (settings, fault) => {
      const apart = {
        ...settings,
        reservedConcurrency: settings.reservedConcurrency || 3,
        accountConcurrency: 1000,
      };
      const [calm, struck] = [apart, { ...apart, ...fault }].map((each) =>
        noticed(new Simulation(each, 20).run(), settings.struckSubscription),
      );
      assert.deepEqual(struck, calm);
    }),
  );
});

const crowded: Partial<Settings> = { arrivalRate: 15, accountConcurrency: 30, seconds: 120 };
/** Attempts of callers for which no concurrency was left. */
const refusedCallers = ({ counts, subscriptions }: Simulation) =>
  counts.throttled - sum(subscriptions.map((each) => each.counts.throttled));

test('one that is slow takes the concurrency that all share, until it is reserved or a queue with a cap is in between', () => {
  fc.assert(
    fc.property(fc.nat(10_000), (seed) => {
      const slow = { ...crowded, seed, slowMs: 4000 };
      const throttles = (simulation: Simulation) => simulation.subscriptions[1]?.counts.throttled ?? 0;
      const [calm, shared, reserved, behindQueue] = [
        run({ ...crowded, seed }),
        run(slow),
        run({ ...slow, reservedConcurrency: 8 }),
        run({ ...slow, struckSubscription: 3, maximumConcurrency: 4 }),
      ] as const;
      assert.ok(refusedCallers(calm) === 0 && throttles(calm) === 0);
      assert.ok(refusedCallers(shared) > 100 && throttles(shared) > 100);
      assert.equal(sum(shared.course.map(({ refusals }) => refusals)), refusedCallers(shared));
      assert.equal(refusedCallers(reserved), 0);
      assert.ok(refusedCallers(behindQueue) === 0 && throttles(behindQueue) === 0);
    }),
    { numRuns: 5 },
  );
});

test('with a queue in between it is the queued pipeline, once the topic was told', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const same = {
        ...settings,
        subscriptions: 1,
        bufferedSubscriptions: 1,
        reservedConcurrency: 0,
        accountConcurrency: 1000,
        attempts: 1,
        serviceSpread: 0,
        writeCapacity: 0,
      };
      const [buffered] = new Simulation(same, 20).run().subscriptions;
      // What comes last is told after the end.
      const { counts } = new Simulation(
        { ...same, pipeline: 'queued', seconds: 30 - same.acceptMs / 1000 },
        20,
      ).run();
      for (const name of ['received', 'receivedBatches', 'deadLetters', 'writes', 'duplicates'] as const)
        assert.ok(Math.abs((buffered?.counts[name] ?? 0) - counts[name]) <= 1, name);
    }),
  );
});

test('a caller that gave up and tries again has the topic told twice, and every subscriber charges twice', () => {
  const { counts, orders } = run({
    acceptMs: 300,
    patienceMs: 100,
    attempts: 2,
    jitter: false,
    arrivals: 'even',
    arrivalRate: 0,
    burstStart: 0,
    burstRate: 10,
    burstSeconds: 2.05,
  });
  assert.equal(counts.sent, 20);
  assert.equal(counts.answered, 0);
  assert.equal(counts.published, 40);
  assert.equal(orders.stored, 20);
  assert.equal(counts.storedUntold, 20);
  assert.equal(counts.duplicates, 60);
});
