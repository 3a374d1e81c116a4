import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { checkSettings, limits, SettingsError } from './limits.ts';
import { defaults, type Settings } from './settings.ts';
import { Simulation } from './simulation.ts';

const run = (settings: Partial<Settings>) => new Simulation({ ...defaults, ...settings }, 50).run();
const seeds = fc.nat(10_000);
const sync = {
  pipeline: 'sync',
  reservedConcurrency: 5,
  serviceSpread: 1,
  arrivalRate: 30,
  timeout: 60,
} as const;
const queued = {
  pipeline: 'queued',
  serviceSpread: 1,
  arrivalRate: 30,
  timeout: 60,
  visibilityTimeout: 400,
} as const;

const stream = {
  pipeline: 'stream',
  serviceSpread: 1,
  arrivalRate: 30,
  serviceMs: 100,
  timeout: 60,
  streamBatchSize: 1,
  shards: 8,
} as const;

/** Each subscriber's function has room of its own, and more than it needs. */
const topic = {
  pipeline: 'topic',
  serviceSpread: 1,
  arrivalRate: 30,
  serviceMs: 100,
  timeout: 60,
  visibilityTimeout: 400,
} as const;

/** What a run did, without how it came about. */
const outcome = (simulation: Simulation) => ({
  counts: { ...simulation.counts },
  orders: simulation.orders,
  course: simulation.course,
});

/** Nothing fails and nobody is refused: no limit is near. */
const calm: Partial<Settings> = { ...queued, maximumConcurrency: 0, serviceSpread: 0 };

/** What callers are told on the queued path, whatever happens behind it. */
const toldTo = ({ counts, course }: Simulation) => [
  counts.attempts,
  counts.answered,
  counts.refusedByGateway,
  course.map(({ attempts, refusals }) => [attempts, refusals]),
];

/** For each setting: when it has nothing to say, what holds then, values of it, and what is looked at: all, unless said. */
const silences: Record<
  Exclude<keyof Settings, 'seconds'>,
  [string, Partial<Settings>, Partial<Settings>[], ((simulation: Simulation) => unknown)?]
> = {
  pipeline: ['where nobody comes', { arrivalRate: 0 }, [{ pipeline: 'sync' }]],
  seed: ['where nothing is drawn', { ...calm, arrivals: 'even' }, [{ seed: 1 }, { seed: 99 }]],
  arrivals: ['where nobody comes', { arrivalRate: 0 }, [{ arrivals: 'even' }]],
  arrivalRate: [
    'where all is burst',
    { ...queued, burstStart: 0, burstSeconds: 1000, burstRate: 30 },
    [{ arrivalRate: 1 }, { arrivalRate: 500 }],
  ],
  burstRate: ['without a burst', queued, [{ burstRate: 0 }, { burstRate: 900 }]],
  burstStart: ['without a burst', queued, [{ burstStart: 0 }, { burstStart: 40 }]],
  burstSeconds: ['after the end', { ...queued, burstRate: 900, burstStart: 1000 }, [{ burstSeconds: 10 }]],
  attempts: ['where nothing fails', calm, [{ attempts: 4 }]],
  patienceMs: ['with a queue', queued, [{ patienceMs: 100 }]],
  backOffMs: ['where nothing fails', { ...calm, attempts: 4 }, [{ backOffMs: 5000 }]],
  jitter: ['where nothing fails', { ...calm, attempts: 4 }, [{ jitter: false }]],
  rateLimit: ['where it is not reached', queued, [{ rateLimit: 1000 }]],
  burstLimit: ['without a rate limit', queued, [{ burstLimit: 1 }]],
  reservedConcurrency: [
    'where it is not reached',
    { ...sync, reservedConcurrency: 0 },
    [{ reservedConcurrency: 900 }],
  ],
  accountConcurrency: ['where it is not reached', topic, [{ accountConcurrency: 900 }]],
  maximumConcurrency: ['without a queue', sync, [{ maximumConcurrency: 2 }]],
  serviceMs: ['for callers, with a queue', queued, [{ serviceMs: 20 }, { serviceMs: 5000 }], toldTo],
  serviceSpread: ['for callers, with a queue', queued, [{ serviceSpread: 0 }, { serviceSpread: 2 }], toldTo],
  timeout: ['where all work is shorter', calm, [{ timeout: 1 }, { timeout: 900 }]],
  batchSize: ['without a queue', sync, [{ batchSize: 10 }]],
  reportBatchItemFailures: [
    'where nothing fails',
    { ...calm, batchSize: 10 },
    [{ reportBatchItemFailures: false }],
  ],
  visibilityTimeout: [
    'where it is longer than the work, and nothing fails',
    calm,
    [{ visibilityTimeout: 1 }, { visibilityTimeout: 43_200 }],
  ],
  shards: ['with a queue', queued, [{ shards: 9 }]],
  parallelizationFactor: ['with a queue', queued, [{ parallelizationFactor: 3 }]],
  hotShare: ['with a queue', queued, [{ hotShare: 1 }]],
  streamBatchSize: ['with a queue', queued, [{ streamBatchSize: 1 }]],
  maximumRetryAttempts: ['where nothing fails', stream, [{ maximumRetryAttempts: 0 }]],
  maxReceiveCount: ['where nothing fails', calm, [{ maxReceiveCount: 1 }, { maxReceiveCount: 1000 }]],
  acceptMs: ['with a queue', queued, [{ acceptMs: 500 }]],
  acceptReservedConcurrency: ['where it is not reached', topic, [{ acceptReservedConcurrency: 500 }]],
  subscriptions: ['for callers', topic, [{ subscriptions: 1 }, { subscriptions: 8 }], toldTo],
  bufferedSubscriptions: [
    'for callers',
    topic,
    [0, 2, 8].map((each) => ({ bufferedSubscriptions: each })),
    toldTo,
  ],
  asyncRetryAttempts: ['where nothing fails', topic, [{ asyncRetryAttempts: 0 }]],
  maximumEventAge: ['where nothing waits', topic, [{ maximumEventAge: 60 }]],
  onFailure: ['where nothing fails', topic, [{ onFailure: true }]],
  struckSubscription: ['where nothing goes wrong', topic, [{ struckSubscription: 3 }]],
  slowMs: ['for callers', topic, [{ slowMs: 5000 }], toldTo],
  poisonShare: ['for callers, with a queue', queued, [{ poisonShare: 0.5 }], toldTo],
  writeCapacity: ['where it is not reached', queued, [{ writeCapacity: 1000 }]],
  outageStart: ['without an outage', queued, [{ outageStart: 0 }, { outageStart: 40 }]],
  outageSeconds: ['for callers, with a queue', queued, [{ outageSeconds: 30 }], toldTo],
};

for (const [name, [when, held, changes, look = outcome]] of Object.entries(silences))
  test(`${name} changes nothing ${when}`, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const before = look(run({ seed, ...held }));
        for (const change of changes)
          assert.deepEqual(look(run({ seed, ...held, ...change })), before, JSON.stringify(change));
      }),
      { numRuns: 5 },
    );
  });

test('a longer look changes nothing of what was before', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const course = (seconds: number) =>
        new Simulation({ ...defaults, ...queued, seed, seconds }, seconds).run().course;
      assert.deepEqual(course(80).slice(0, 40), course(40));
    }),
    { numRuns: 5 },
  );
});

test('another seed draws other orders', () => {
  assert.notDeepEqual(outcome(run({ ...queued, seed: 1 })), outcome(run({ ...queued, seed: 2 })));
});

test('only the rates, their burst and the seed change which orders come', () => {
  const changes: Partial<Settings>[] = [
    { maximumConcurrency: 2 },
    { batchSize: 10 },
    { reportBatchItemFailures: false },
    { visibilityTimeout: 1 },
    { maxReceiveCount: 1 },
    { pipeline: 'stream', shards: 3, hotShare: 0.5 },
    { pipeline: 'topic', subscriptions: 2, slowMs: 900 },
    { attempts: 4 },
    { rateLimit: 5, burstLimit: 5 },
    { reservedConcurrency: 2 },
    { serviceMs: 900 },
    { serviceSpread: 2 },
    { timeout: 1 },
    { poisonShare: 0.5 },
    { writeCapacity: 3 },
    { outageSeconds: 20 },
    { pipeline: 'sync' },
  ];
  fc.assert(
    fc.property(seeds, (seed) => {
      const came = (settings: Partial<Settings>) =>
        run({ ...queued, seed, ...settings }).course.map(({ sent }) => sent);
      const before = came({});
      for (const change of changes) assert.deepEqual(came(change), before, JSON.stringify(change));
      for (const change of [
        { arrivalRate: 60 },
        { burstSeconds: 20, burstRate: 90 },
        { arrivals: 'even' as const },
      ])
        assert.notDeepEqual(came(change), before, JSON.stringify(change));
    }),
    { numRuns: 10 },
  );
});

type Measure = (simulation: Simulation) => number;

/** All at the same moment, and too many. */
const together: Partial<Settings> = {
  ...sync,
  arrivals: 'even',
  arrivalRate: 0,
  burstStart: 0,
  burstSeconds: 1,
  burstRate: 400,
  serviceSpread: 0,
  attempts: 6,
  reservedConcurrency: 20,
};

/** How far apart the attempts of callers come: the number of moments at which some came. */
const momentsOfAttempts: Measure = ({ course }) => course.filter(({ attempts }) => attempts > 0).length;
/** When the first order failed, in s. */
const firstFailure: Measure = ({ course }) => course.find(({ failures }) => failures > 0)?.at ?? 0;
/** When most orders came, in s. */
const busiest: Measure = ({ course }) =>
  course.reduce((most, each) => (each.sent > most.sent ? each : most)).at;

/** For each setting: what it does, what else holds, another value of it, and what must be greater under that. */
const effects: Record<
  Exclude<keyof Settings, 'seed'>,
  [string, Partial<Settings>, Partial<Settings>, Measure]
> = {
  pipeline: [
    'with a queue none is refused',
    { ...sync, pipeline: 'queued' },
    { pipeline: 'sync' },
    (s) => s.counts.throttled,
  ],
  seconds: ['longer: more orders', queued, { seconds: 120 }, (s) => s.counts.sent],
  arrivals: [
    'at random: longer waits',
    { ...queued, arrivals: 'even', serviceSpread: 0, arrivalRate: 20 },
    { arrivals: 'random' },
    (s) => s.doneMs.mean,
  ],
  arrivalRate: ['higher: more orders', queued, { arrivalRate: 60 }, (s) => s.counts.sent],
  burstRate: [
    'higher: more orders',
    { ...queued, burstSeconds: 10, burstRate: 40 },
    { burstRate: 90 },
    (s) => s.counts.sent,
  ],
  burstStart: [
    'later: the most come later',
    { ...queued, burstSeconds: 5, burstRate: 400, burstStart: 5 },
    { burstStart: 30 },
    busiest,
  ],
  burstSeconds: [
    'longer: more orders',
    { ...queued, burstSeconds: 5, burstRate: 90 },
    { burstSeconds: 20 },
    (s) => s.counts.sent,
  ],
  attempts: ['more: more attempts', { ...sync, attempts: 1 }, { attempts: 4 }, (s) => s.counts.attempts],
  patienceMs: ['less: more who give up', sync, { patienceMs: 100 }, (s) => s.counts.gaveUp],
  backOffMs: [
    'longer: attempts over a longer time',
    { ...together, jitter: false, backOffMs: 50 },
    { backOffMs: 900 },
    (s) => s.course.findLast(({ attempts }) => attempts > 0)?.at ?? 0,
  ],
  jitter: [
    'it draws attempts apart that came together',
    { ...together, jitter: false, backOffMs: 4000 },
    { jitter: true },
    momentsOfAttempts,
  ],
  rateLimit: [
    'one: refusals',
    { ...queued, burstLimit: 10 },
    { rateLimit: 10 },
    (s) => s.counts.refusedByGateway,
  ],
  burstLimit: [
    'smaller: more refusals',
    { ...queued, rateLimit: 20, burstLimit: 200 },
    { burstLimit: 1 },
    (s) => s.counts.refusedByGateway,
  ],
  reservedConcurrency: [
    'less: more refusals',
    { ...sync, reservedConcurrency: 10 },
    { reservedConcurrency: 2 },
    (s) => s.counts.throttled,
  ],
  accountConcurrency: ['less: more refusals', topic, { accountConcurrency: 6 }, (s) => s.counts.throttled],
  maximumConcurrency: ['less: a longer wait', queued, { maximumConcurrency: 2 }, (s) => s.doneMs.mean],
  serviceMs: ['longer: more waiting', queued, { serviceMs: 400 }, (s) => s.doneMs.mean],
  serviceSpread: [
    'more: longer waits',
    { ...queued, arrivalRate: 20, serviceSpread: 0, seconds: 600 },
    { serviceSpread: 2 },
    (s) => s.doneMs.mean,
  ],
  timeout: ['shorter: more failures', queued, { timeout: 1, serviceMs: 600 }, (s) => s.counts.failures],
  batchSize: [
    'smaller: more invocations',
    { ...queued, batchSize: 10 },
    { batchSize: 1 },
    (s) => s.counts.invocations,
  ],
  reportBatchItemFailures: [
    'without: whole batches come back',
    { ...queued, batchSize: 10, poisonShare: 0.1, visibilityTimeout: 5 },
    { reportBatchItemFailures: false },
    (s) => s.counts.received,
  ],
  visibilityTimeout: [
    'too short: duplicates',
    { ...queued, arrivalRate: 2, serviceMs: 1500 },
    { visibilityTimeout: 1 },
    (s) => s.counts.duplicates,
  ],
  maxReceiveCount: [
    'fewer: more dead letters',
    { ...queued, visibilityTimeout: 5, outageSeconds: 12, maxReceiveCount: 20 },
    { maxReceiveCount: 1 },
    (s) => s.orders.deadLettered,
  ],
  acceptMs: ['longer: a longer time until all have stored', topic, { acceptMs: 300 }, (s) => s.doneMs.mean],
  acceptReservedConcurrency: [
    'less: more refusals',
    { ...topic, acceptMs: 100, acceptReservedConcurrency: 20 },
    { acceptReservedConcurrency: 1 },
    (s) => s.counts.throttled,
  ],
  subscriptions: ['more: more invocations', topic, { subscriptions: 5 }, (s) => s.counts.invocations],
  bufferedSubscriptions: [
    'fewer: more throttles',
    { ...topic, subscriptions: 1, reservedConcurrency: 2, maximumConcurrency: 2 },
    { bufferedSubscriptions: 0 },
    (s) => s.counts.throttled,
  ],
  asyncRetryAttempts: [
    'fewer: more dropped',
    { ...topic, seconds: 300, outageSeconds: 50 },
    { asyncRetryAttempts: 0 },
    (s) => s.orders.lost,
  ],
  maximumEventAge: [
    'less: more dropped',
    { ...topic, reservedConcurrency: 2, seconds: 300 },
    { maximumEventAge: 60 },
    (s) => s.orders.lost,
  ],
  onFailure: [
    'what would be dropped is kept',
    { ...topic, poisonShare: 0.5, asyncRetryAttempts: 0 },
    { onFailure: true },
    (s) => s.orders.deadLettered,
  ],
  struckSubscription: [
    'one that there is: failures',
    { ...topic, outageSeconds: 20, struckSubscription: 8 },
    { struckSubscription: 2 },
    (s) => s.counts.failures,
  ],
  slowMs: ['more: a longer time until all have stored', topic, { slowMs: 2000 }, (s) => s.doneMs.mean],
  poisonShare: [
    'some: dead letters',
    { ...queued, visibilityTimeout: 1 },
    { poisonShare: 0.1 },
    (s) => s.counts.deadLetters,
  ],
  shards: ['fewer: a longer wait', stream, { shards: 2 }, (s) => s.doneMs.mean],
  parallelizationFactor: [
    'less: a longer wait',
    { ...stream, shards: 2, parallelizationFactor: 4 },
    { parallelizationFactor: 1 },
    (s) => s.doneMs.mean,
  ],
  hotShare: ['more: a longer wait', stream, { hotShare: 0.8 }, (s) => s.doneMs.mean],
  streamBatchSize: [
    'smaller: more invocations',
    { ...stream, shards: 1, streamBatchSize: 100 },
    { streamBatchSize: 1 },
    (s) => s.counts.invocations,
  ],
  maximumRetryAttempts: [
    'fewer: more given up',
    { ...stream, outageSeconds: 12, maximumRetryAttempts: 10_000 },
    { maximumRetryAttempts: 0 },
    (s) => s.orders.deadLettered,
  ],
  writeCapacity: ['less: more refused writes', queued, { writeCapacity: 5 }, (s) => s.counts.tableThrottles],
  outageStart: [
    'later: the first failure is later',
    { ...sync, outageSeconds: 10, outageStart: 5 },
    { outageStart: 30 },
    firstFailure,
  ],
  outageSeconds: ['one: failures', sync, { outageSeconds: 10 }, (s) => s.counts.failures],
};

for (const [name, [what, held, change, measure]] of Object.entries(effects))
  test(`${name}, ${what}`, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [before, after] = [measure(run({ ...held, seed })), measure(run({ ...held, ...change, seed }))];
        assert.ok(after > before, `${before} before, ${after} after`);
      }),
      { numRuns: 8 },
    );
  });

test('a setting outside its limits is refused: what it is, and what to do', () => {
  for (const [name, { least, most }] of Object.entries(limits))
    for (const value of [least - 1, most + 1, Number.NaN])
      assert.throws(
        () => checkSettings({ ...defaults, [name]: value }),
        (error: unknown) =>
          error instanceof SettingsError &&
          error.message === `${name} is ${value}.` &&
          /^Set it to a/.test(error.remedy),
      );
  assert.throws(
    () => checkSettings({ ...defaults, seconds: 86_400, arrivalRate: 20_000 }),
    /more than the model/,
  );
  assert.throws(() => checkSettings({ ...defaults, maximumConcurrency: 1 }), /maximumConcurrency is 1/);
  assert.throws(
    () =>
      checkSettings({ ...defaults, pipeline: 'topic', subscriptions: 8, arrivalRate: 3000, seconds: 3600 }),
    /86400000 notifications are more than the model works through/,
  );
  assert.throws(
    () =>
      checkSettings({
        ...defaults,
        pipeline: 'topic',
        reservedConcurrency: 300,
        acceptReservedConcurrency: 100,
      }),
    /1000 invocations are reserved, and the account has 1000/,
  );
});
