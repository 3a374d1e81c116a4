import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExploreData } from '#content/explore-data.ts';
import { defaults, type Settings } from '../../explorer/model/settings.ts';
import { Simulation } from '../../explorer/model/simulation.ts';
import { readPrices } from '../../plugins/explore/prices.ts';
import { billOf, sumOf } from './bill.ts';

const prices: ExploreData['prices'] = readPrices(`${import.meta.dirname}/../../..`);

const aMillion = (settings: Partial<Settings>) => {
  const whole = {
    ...defaults,
    arrivals: 'even' as const,
    arrivalRate: 40,
    serviceMs: 100,
    maximumConcurrency: 50,
    seconds: 1000,
    ...settings,
  };
  const { counts } = new Simulation(whole).run();
  return (sumOf(billOf(whole, counts, prices)) * (1_000_000 / counts.sent)) / (720 * 3.6);
};

test('a million orders cost what the facts about costs say', () => {
  // cost-order-sync.yaml: $2.66; cost-order-queued-single.yaml: $3.86.
  assert.ok(Math.abs(aMillion({ pipeline: 'sync' }) - 2.66) < 0.02, `${aMillion({ pipeline: 'sync' })}`);
  assert.ok(Math.abs(aMillion({ pipeline: 'queued' }) - 3.86) < 0.02, `${aMillion({ pipeline: 'queued' })}`);
});

test('what the gateway throttles costs nothing, and a provisioned table costs its hours, used or not', () => {
  const throttled = { ...defaults, arrivalRate: 100, rateLimit: 1, burstLimit: 1, writeCapacity: 10 };
  const { counts } = new Simulation(throttled).run();
  const lines = billOf(throttled, counts, prices);
  const months = (720 * 3600) / throttled.seconds;
  assert.equal(lines[0]?.amount, (counts.attempts - counts.refusedByGateway) * months);
  assert.ok(counts.refusedByGateway > 5000);
  assert.equal(lines.at(-1)?.dollars, 10 * 720 * prices.writeUnitHour.each);
});

test('a stream costs its records and the hours of its shards, used or not', () => {
  const settings: Settings = {
    ...defaults,
    pipeline: 'stream',
    arrivals: 'even',
    arrivalRate: 10,
    shards: 4,
  };
  const { counts } = new Simulation(settings).run();
  const lines = billOf(settings, counts, prices);
  const months = (720 * 3600) / settings.seconds;
  const of = (price: string) => lines.find((line) => line.price === price);
  assert.equal(of('putUnits')?.amount, counts.answered * months);
  assert.equal(of('shardHour')?.dollars, 4 * 720 * prices.shardHour.each);
  assert.equal(of('sqsRequests'), undefined);
});

test('a topic costs what it is told, its deliveries only the requests of queues, and each subscriber its own work', () => {
  const settings: Settings = {
    ...defaults,
    pipeline: 'topic',
    arrivals: 'even',
    arrivalRate: 10,
    subscriptions: 3,
    bufferedSubscriptions: 1,
    writeCapacity: 20,
  };
  const { counts } = new Simulation(settings).run();
  const lines = billOf(settings, counts, prices);
  const months = (720 * 3600) / settings.seconds;
  const of = (price: string) => lines.find((line) => line.price === price);
  assert.equal(of('snsPublishes')?.amount, counts.published * months);
  const { published, receivedBatches, deletedBatches } = counts;
  assert.equal(of('sqsRequests')?.amount, (published + receivedBatches + deletedBatches) * months);
  assert.ok(counts.invocations > 3.9 * published && counts.invocations < 4.1 * published);
  assert.equal(of('writeUnitHour')?.dollars, 3 * 20 * 720 * prices.writeUnitHour.each);
});

test('what Lambda gives up costs a request where it is kept, and nothing where it is dropped', () => {
  const failing: Settings = {
    ...defaults,
    pipeline: 'topic',
    subscriptions: 1,
    bufferedSubscriptions: 0,
    poisonShare: 1,
    asyncRetryAttempts: 0,
  };
  const requests = (onFailure: boolean) => {
    const settings = { ...failing, onFailure };
    const { counts } = new Simulation(settings).run();
    return billOf(settings, counts, prices).find(({ price }) => price === 'sqsRequests')?.amount ?? 0;
  };
  assert.equal(requests(false), 0);
  assert.ok(requests(true) > 1_000_000);
});
