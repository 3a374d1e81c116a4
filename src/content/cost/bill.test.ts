import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Fact } from '#content/fact.ts';
import { billOf, times, turnsOverAt } from './bill.ts';
import { pricesOf } from './prices.ts';
import { type Counted, usageOfIdleMonth, usageOfMonth, usageOfOne } from './recorded.ts';

/* The prices of this file are written out: what is calculated by hand here must not follow the facts. */
const hand: Record<string, Pick<Fact, 'value' | 'unit'>> = {
  'price-http-api': { value: '$1.00', unit: 'per million' },
  'price-lambda-requests': { value: '$0.20', unit: 'per million' },
  'price-lambda-gb-second': { value: '$0.0000166667', unit: 'per GB-second' },
  'price-sqs-requests': { value: '$0.40', unit: 'per million' },
  'price-kinesis-put-units': { value: '$0.014', unit: 'per million' },
  'price-kinesis-shard-hour': { value: '$0.015', unit: 'per hour' },
  'price-dynamodb-writes': { value: '$0.625', unit: 'per million' },
  'price-dynamodb-reads': { value: '$0.125', unit: 'per million' },
  'price-dynamodb-write-unit-hour': { value: '$0.00065', unit: 'per hour' },
  'price-logs-gb': { value: '$0.50', unit: 'per GB' },
  'price-transfer-out-gb': { value: '$0.09', unit: 'per GB' },
  'price-free-lambda-requests': { value: 1_000_000 },
  'price-free-lambda-gb-seconds': { value: 400_000 },
  'price-free-sqs-requests': { value: 1_000_000 },
};
const factOf = (id: string) => {
  const fact = hand[id];
  assert.ok(fact, id);
  return fact;
};
const prices = pricesOf(factOf);
const idle = { pollers: 5, waitSeconds: 20 };
const none = { sends: 0, receives: 0, emptyReceives: 0, deletes: 0, putUnits: 0, readUnits: 0 };

/** Twenty orders that a function waits 200 ms for, with 128 MB. */
const sync: Counted = {
  operations: { ...none, done: 20, billedWaits: 20, gatewayRequests: 20, invocations: 20, writeUnits: 20 },
  serviceMs: 200,
  memoryMb: 128,
  shards: 0,
};
/** The same through a queue, one by one. */
const queued: Counted = {
  ...sync,
  operations: { ...sync.operations, sends: 20, receives: 20, deletes: 20 },
};
/** Readings in a stream of two shards, ten of them with each request, and to each invocation. */
const streamed: Counted = {
  operations: {
    ...none,
    done: 100,
    gatewayRequests: 10,
    invocations: 20,
    billedWaits: 10,
    putUnits: 100,
    writeUnits: 10,
  },
  serviceMs: 60,
  memoryMb: 128,
  shards: 2,
};

const cents = (dollars: number) => Math.round(dollars * 100) / 100;
const month = (counted: Counted, load: number, free?: 'free tier') =>
  cents(billOf(usageOfMonth(counted, load, idle), prices, free).dollars);

/*
 * Synchronous, per million orders: 1.00 gateway, 0.20 invocations, 1,000,000 × 0.2 s × 0.125 GB = 25,000 GB-seconds × $0.0000166667
 * = 0.416668, and 0.625 writes: 2.241668. With the free tier, 0.20 of each first million and 400,000 GB-seconds go.
 */
test('a month of the synchronous path is what one calculates by hand, for three orders of magnitude', () => {
  assert.equal(month(sync, 100_000), 0.22);
  assert.equal(month(sync, 1_000_000), 2.24);
  assert.equal(month(sync, 10_000_000), 22.42);
  // 0.1 × (1.00 + 0.625); 1.00 + 0.625; 10.00 + 9 × 0.20 + 0 (250,000 GB-seconds are free) + 6.25.
  assert.equal(month(sync, 100_000, 'free tier'), 0.16);
  assert.equal(month(sync, 1_000_000, 'free tier'), 1.63);
  assert.equal(month(sync, 10_000_000, 'free tier'), 18.05);
});

/*
 * Queued, per million orders: the same and three million requests × $0.40 = 1.20: 3.441668. And five pollers that ask an empty queue
 * every 20 s for 720 hours: 648,000 requests, 0.2592.
 */
test('a month of the queued path is what one calculates by hand, with the pollers that find nothing', () => {
  assert.deepEqual(usageOfIdleMonth(queued, idle), { queueRequests: 648_000 });
  assert.equal(month(queued, 100_000), 0.6);
  assert.equal(month(queued, 1_000_000), 3.7);
  assert.equal(month(queued, 10_000_000), 34.68);
  // 300,000 + 648,000 requests are free: 0.1625. 2,648,000 paid: 1.0592 + 1.625. 29,648,000 paid: 11.8592 + 18.05.
  assert.equal(month(queued, 100_000, 'free tier'), 0.16);
  assert.equal(month(queued, 1_000_000, 'free tier'), 2.68);
  assert.equal(month(queued, 10_000_000, 'free tier'), 29.91);
});

/*
 * A stream: 2 shards × 720 h × $0.015 = 21.60, whatever comes. Per million readings 0.10 gateway, 0.04 invocations, 100,000 × 0.06 s ×
 * 0.125 GB = 750 GB-seconds = 0.0125, 0.014 units, 0.0625 writes: 0.229.
 */
test('a month of the stream is what one calculates by hand: shards whatever comes, and little for each reading', () => {
  assert.equal(month(streamed, 100_000), 21.62);
  assert.equal(month(streamed, 1_000_000), 21.83);
  assert.equal(month(streamed, 10_000_000), 23.89);
});

test('where two bills are the same: by load between a queue and a stream, by the time that a function waits', () => {
  const perMillion = (usage: object) => billOf(times(usage, 1_000_000), prices).dollars;
  // 3 × 0.40 for a message, 0.014 for a record and 21.60 a month: 21.60 / (1.20 - 0.014) = 18.2 million.
  const load = turnsOverAt(
    (millions) => millions * perMillion({ queueRequests: 3 }),
    (millions) => 21.6 + millions * perMillion({ putUnits: 1 }),
  );
  assert.equal(load?.toFixed(1), '18.2');
  // A queue of batches of ten costs 0.48 and saves 0.18 of invocations and nine tenths of 0.0020833 for each ms: 0.30 / 0.001875.
  const costOf = (counted: Counted) => (serviceMs: number) =>
    perMillion(usageOfOne({ ...counted, serviceMs }));
  const tens: Counted = {
    ...queued,
    operations: { ...queued.operations, receives: 2, deletes: 2, invocations: 2, billedWaits: 2 },
  };
  assert.equal(turnsOverAt(costOf(sync), costOf(tens))?.toFixed(0), '160');
  assert.equal(turnsOverAt(costOf(sync), costOf(queued)), undefined, 'one by one it never pays');
});

test('a price that is none is refused, with what is wrong and what to write', () => {
  const with_ = (id: string, fact: object) => () =>
    pricesOf((each) => (each === id ? fact : factOf(each)) as Fact);
  assert.throws(
    with_('price-sqs-requests', { value: 0.4, unit: 'per million' }),
    /price-sqs-requests.*"\$0\.40"/,
  );
  assert.throws(
    with_('price-sqs-requests', { value: '$0.40', unit: 'each' }),
    /per million, .*per GB-second/,
  );
  assert.throws(with_('price-free-sqs-requests', { value: 'a million' }), /Write its value as a number/);
});

test('the sums that are kept as facts are those of the prices that are facts', () => {
  const facts = join(import.meta.dirname, '../facts');
  const fact = (id: string): Fact => parse(readFileSync(join(facts, `${id}.yaml`), 'utf8'));
  const { dollars } = pricesOf(fact);
  const million = (usage: object) => billOf(times(usage, 1_000_000), { dollars, free: {} }).dollars;
  // 100 ms at 512 MB and a write: what their conditions say.
  const order = { gatewayRequests: 1, invocations: 1, gbSeconds: 0.05, writeUnits: 1 };
  const hours = (unitHours: number) => 30 * unitHours * dollars.writeUnitHours;
  const writes = 30 * 3600 * (1000 + 23 * 40);
  const sums: Record<string, string> = {
    'cost-order-sync': `$${million(order).toFixed(2)}`,
    'cost-order-queued-single': `$${million({ ...order, queueRequests: 3 }).toFixed(2)}`,
    'cost-order-queued-batch': `$${million({ ...order, invocations: 0.1, queueRequests: 1.2 }).toFixed(2)}`,
    'cost-peak-always': `$${hours(24 * 1000).toFixed(0)}`,
    'cost-peak-scheduled': `$${hours(1.25 * (1000 + 23 * 40)).toFixed(0)}`,
    'cost-peak-on-demand': `$${(writes * dollars.writeUnits).toFixed(0)}`,
    'cost-peak-queued': `$${(hours(1.25 * (1000 + 23 * 40)) + writes * 1.2 * dollars.queueRequests).toFixed(0)}`,
    'dynamodb-break-even-percent': `${((100 * dollars.writeUnitHours) / 3600 / dollars.writeUnits).toFixed(1)} %`,
  };
  for (const [id, sum] of Object.entries(sums)) assert.equal(fact(id).value, sum, id);
});
