import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drainSeconds, erlangB, meanWait } from '#experiment/models.ts';
import { defaults, type Settings } from './settings.ts';
import { Simulation } from './simulation.ts';

const run = (settings: Partial<Settings>) => new Simulation({ ...defaults, ...settings }, 100).run();

/** Mean time that orders waited before an invocation began, in ms. */
const waited = ({ doneMs, counts }: Simulation) => doneMs.mean - counts.billedMs / counts.invocations;

function assertWithin(actual: number, expected: number, share: number) {
  assert.ok(
    Math.abs(actual / expected - 1) <= share,
    `${actual} is ${((actual / expected - 1) * 100).toFixed(2)} % off ${expected}`,
  );
}

/**
 * Mean wait of M/D/c, in service times (Crommelin, 1932). `offered` in erlangs.
 */
function meanWaitOfConstantWork(servers: number, offered: number): number {
  let sum = 0;
  for (let i = 1; i < 2000; i += 1) {
    const mean = i * offered;
    const first = i * servers;
    let logFactorial = 0;
    for (let n = 2; n <= first; n += 1) logFactorial += Math.log(n);
    let term = Math.exp(first * Math.log(mean) - mean - logFactorial);
    const atFirst = term;
    let tail = 0;
    for (let n = first + 1; term > 1e-18; n += 1) {
      term *= mean / n;
      tail += term;
    }
    const part = atFirst + tail - (servers / offered) * tail;
    sum += part;
    if (Math.abs(part) < 1e-12) break;
  }
  return sum;
}

test('the wait of M/D/c agrees with the closed form where there is one', () => {
  for (const load of [0.3, 0.6, 0.8])
    assertWithin(meanWaitOfConstantWork(1, load), load / (2 * (1 - load)), 1e-6);
});

for (const serviceSpread of [0, 1])
  test(`callers who do not try again are refused as Erlang B says, at a spread of ${serviceSpread}`, () => {
    const { counts } = run({
      pipeline: 'sync',
      reservedConcurrency: 5,
      arrivalRate: 50,
      serviceMs: 100,
      serviceSpread,
      timeout: 900,
      seconds: 12_000,
    });
    assertWithin(counts.throttled / counts.attempts, erlangB(5, 5), 0.01);
  });

const queued = {
  pipeline: 'queued',
  maximumConcurrency: 5,
  serviceMs: 100,
  timeout: 900,
  visibilityTimeout: 43_200,
} as const;

test('orders wait as long as Erlang C says', () => {
  const simulation = run({ ...queued, arrivalRate: 35, serviceSpread: 1, seconds: 30_000 });
  assertWithin(waited(simulation), meanWait(5, 3.5, 100), 0.01);
});

test('orders of constant work wait as long as M/D/c says', () => {
  const simulation = run({ ...queued, arrivalRate: 40, serviceSpread: 0, seconds: 30_000 });
  assertWithin(waited(simulation), 100 * meanWaitOfConstantWork(5, 4), 0.01);
});

test('orders of constant work in a shard wait as long as M/D/1 says', () => {
  const simulation = run({
    pipeline: 'stream',
    arrivalRate: 60,
    serviceMs: 10,
    streamBatchSize: 1,
    seconds: 20_000,
  });
  assertWithin(waited(simulation), 10 * meanWaitOfConstantWork(1, 0.6), 0.01);
});

test('callers of a topic are refused as Erlang B says of the function that tells it', () => {
  const { counts, subscriptions } = run({
    pipeline: 'topic',
    subscriptions: 1,
    bufferedSubscriptions: 0,
    serviceMs: 1,
    acceptMs: 100,
    acceptReservedConcurrency: 5,
    arrivalRate: 50,
    seconds: 8000,
  });
  const behind = subscriptions[0]?.counts.throttled ?? 0;
  assert.equal(behind, 0);
  assertWithin((counts.throttled - behind) / counts.attempts, erlangB(5, 5), 0.01);
});

test('of a function that a topic calls as many run as Poisson says, where nothing caps it', () => {
  const { course } = new Simulation(
    {
      ...defaults,
      pipeline: 'topic',
      subscriptions: 1,
      bufferedSubscriptions: 0,
      arrivalRate: 10,
      serviceMs: 1000,
      serviceSpread: 2,
      timeout: 900,
      seconds: 30_000,
    },
    6000,
  ).run();
  const running = course.slice(100).map(({ subscriptions: [first] = [] }) => first?.inFlight ?? 0);
  const mean = running.reduce((total, each) => total + each, 0) / running.length;
  const variance = running.reduce((total, each) => total + (each - mean) ** 2, 0) / running.length;
  // M/G/∞: the mean is λ × service time, whatever the distribution, and the variance is the same.
  assertWithin(mean, 10, 0.01);
  assertWithin(variance, 10, 0.05);
});

test('an order waits for the slowest of its subscribers, as the harmonic numbers say', () => {
  const { doneMs } = run({
    pipeline: 'topic',
    subscriptions: 4,
    bufferedSubscriptions: 0,
    arrivalRate: 50,
    serviceMs: 100,
    serviceSpread: 1,
    timeout: 900,
    acceptMs: 20,
    seconds: 2000,
  });
  assertWithin(doneMs.mean - 20, 100 * (1 + 1 / 2 + 1 / 3 + 1 / 4), 0.01);
});

test('Little’s law holds between two counts that know nothing of each other', () => {
  for (const serviceSpread of [0, 0.5, 1, 2]) {
    const simulation = run({ ...queued, arrivalRate: 40, serviceSpread, seconds: 2000 });
    const inside = (simulation.counts.sent / 2000) * (simulation.doneMs.mean / 1000);
    assertWithin(simulation.meanOpen, inside, 0.01);
  }
});

test('a backlog is gone when backlog ÷ (capacity − arrivals) says', () => {
  const simulation = new Simulation(
    {
      ...defaults,
      ...queued,
      arrivals: 'even',
      arrivalRate: 20,
      burstStart: 0,
      burstSeconds: 100,
      burstRate: 80,
      seconds: 400,
    },
    4000,
  ).run();
  const backlog = simulation.course.find(({ at }) => at >= 100)?.waiting ?? 0;
  assertWithin(backlog, 3000, 0.01);
  const emptyAt = simulation.course.find(({ at, waiting }) => at > 100 && waiting === 0)?.at ?? 0;
  assertWithin(emptyAt - 100, drainSeconds(backlog, 50, 20), 0.01);
});
