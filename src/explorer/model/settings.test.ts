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

/** What a run did, without how it came about. */
const outcome = (simulation: Simulation) => ({
  counts: { ...simulation.counts },
  orders: simulation.orders,
  course: simulation.course,
});

/** Settings that have nothing to say on the other path. */
const onlyQueued: Partial<Settings>[] = [
  { maximumConcurrency: 2 },
  { batchSize: 10 },
  { reportBatchItemFailures: false },
  { visibilityTimeout: 1 },
  { maxReceiveCount: 1 },
];

test('a setting of the queue changes nothing on the synchronous path, and patience nothing on the queued one', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const before = outcome(run({ ...sync, seed }));
      for (const change of onlyQueued) assert.deepEqual(outcome(run({ ...sync, seed, ...change })), before);
      assert.deepEqual(outcome(run({ ...queued, seed, patienceMs: 100 })), outcome(run({ ...queued, seed })));
    }),
    { numRuns: 10 },
  );
});

test('what says how callers try again changes nothing where nothing fails', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const before = outcome(run({ ...queued, seed }));
      for (const change of [{ attempts: 4 }, { backOffMs: 5000 }, { jitter: false }])
        assert.deepEqual(outcome(run({ ...queued, seed, ...change })), before);
    }),
    { numRuns: 10 },
  );
});

test('only the rates, their burst and the seed change which orders come', () => {
  const changes: Partial<Settings>[] = [
    ...onlyQueued,
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

/** A setting, what else holds, two values of it, and what must be greater under the second. */
const effects: [string, Partial<Settings>, Partial<Settings>, (simulation: Simulation) => number][] = [
  ['more attempts: more attempts', { ...sync, attempts: 1 }, { attempts: 4 }, (s) => s.counts.attempts],
  ['less patience: more who give up', sync, { patienceMs: 100 }, (s) => s.counts.gaveUp],
  [
    'a rate limit: refusals',
    { ...queued, burstLimit: 10 },
    { rateLimit: 10 },
    (s) => s.counts.refusedByGateway,
  ],
  [
    'a smaller bucket: more refusals',
    { ...queued, rateLimit: 20, burstLimit: 200 },
    { burstLimit: 1 },
    (s) => s.counts.refusedByGateway,
  ],
  [
    'less concurrency: more refusals',
    { ...sync, reservedConcurrency: 10 },
    { reservedConcurrency: 2 },
    (s) => s.counts.throttled,
  ],
  ['longer work: more waiting', queued, { serviceMs: 400 }, (s) => s.doneMs.mean],
  [
    'more spread: longer waits',
    { ...queued, arrivalRate: 20, serviceSpread: 0, seconds: 600 },
    { serviceSpread: 2 },
    (s) => s.doneMs.mean,
  ],
  ['fewer batches at a time: a longer wait', queued, { maximumConcurrency: 2 }, (s) => s.doneMs.mean],
  [
    'greater batches: fewer invocations',
    { ...queued, batchSize: 10 },
    { batchSize: 1 },
    (s) => s.counts.invocations,
  ],
  [
    'too short a visibility: duplicates',
    { ...queued, arrivalRate: 2, serviceMs: 1500 },
    { visibilityTimeout: 1 },
    (s) => s.counts.duplicates,
  ],
  [
    'fewer receives: more dead letters',
    { ...queued, visibilityTimeout: 5, outageSeconds: 12, maxReceiveCount: 20 },
    { maxReceiveCount: 1 },
    (s) => s.orders.deadLettered,
  ],
  [
    'whole batches that come back: more receives',
    { ...queued, batchSize: 10, poisonShare: 0.1, visibilityTimeout: 5 },
    { reportBatchItemFailures: false },
    (s) => s.counts.received,
  ],
  ['a shorter timeout: more failures', queued, { timeout: 1, serviceMs: 600 }, (s) => s.counts.failures],
  [
    'poison: dead letters',
    { ...queued, visibilityTimeout: 1 },
    { poisonShare: 0.1 },
    (s) => s.counts.deadLetters,
  ],
  [
    'less capacity of the table: more refused writes',
    queued,
    { writeCapacity: 5 },
    (s) => s.counts.tableThrottles,
  ],
  ['an outage: failures', sync, { outageSeconds: 10 }, (s) => s.counts.failures],
];

for (const [name, held, change, measure] of effects)
  test(name, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [before, after] = [measure(run({ ...held, seed })), measure(run({ ...held, ...change, seed }))];
        assert.ok(after > before, `${before} before, ${after} after`);
      }),
      { numRuns: 10 },
    );
  });

test('jitter draws attempts apart that came together', () => {
  const together = {
    ...sync,
    arrivals: 'even',
    arrivalRate: 0,
    burstStart: 0,
    burstSeconds: 1,
    burstRate: 400,
    serviceSpread: 0,
    attempts: 6,
    reservedConcurrency: 20,
  } as const;
  fc.assert(
    fc.property(seeds, (seed) => {
      const at = (jitter: boolean) => run({ ...together, seed, jitter });
      assert.notDeepEqual(outcome(at(true)), outcome(at(false)));
      assert.equal(at(true).counts.sent, at(false).counts.sent);
    }),
    { numRuns: 10 },
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
});
