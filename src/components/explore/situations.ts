import { defaults, type Settings } from '../../explorer/model/settings.ts';

const burst = { arrivalRate: 15, burstRate: 60, burstSeconds: 10 };

/** What the page begins with: something happens. */
export const beginning: Settings = { ...defaults, ...burst };

/** Settings to begin with, by what they show; the rest are the model's defaults. */
export const situations: { name: string; settings: Partial<Settings> }[] = [
  {
    name: 'A burst, and how long it takes to drain',
    settings: burst,
  },
  {
    name: 'The same burst without a queue',
    settings: {
      ...burst,
      pipeline: 'sync',
      reservedConcurrency: 5,
    },
  },
  { name: 'No burst: arrivals at random are enough to make some wait', settings: {} },
  {
    name: 'Callers who try again make it worse',
    settings: {
      pipeline: 'sync',
      arrivalRate: 40,
      burstRate: 120,
      burstSeconds: 5,
      reservedConcurrency: 10,
      attempts: 5,
      backOffMs: 50,
      jitter: false,
    },
  },
  {
    name: 'Visibility timeout shorter than the work',
    settings: {
      arrivalRate: 2,
      serviceMs: 1500,
      serviceSpread: 0.5,
      visibilityTimeout: 1,
      maxReceiveCount: 3,
    },
  },
  {
    name: 'A stream: most orders have the same key',
    settings: {
      pipeline: 'stream',
      shards: 8,
      hotShare: 0.6,
      arrivalRate: 60,
      serviceMs: 50,
      streamBatchSize: 1,
    },
  },
  {
    name: 'A stream: an order that always fails stops its shard',
    settings: {
      pipeline: 'stream',
      shards: 4,
      arrivalRate: 40,
      poisonShare: 0.001,
      streamBatchSize: 10,
      serviceMs: 100,
    },
  },
  {
    name: 'A topic: one subscriber is slow, and slow alone',
    settings: { pipeline: 'topic', slowMs: 3000 },
  },
  {
    name: 'A topic: one slow subscriber takes the concurrency of the account',
    settings: { pipeline: 'topic', slowMs: 3000, accountConcurrency: 40 },
  },
  {
    name: 'A topic: a pushed subscriber is down for longer than Lambda tries',
    settings: {
      pipeline: 'topic',
      seconds: 1800,
      arrivalRate: 5,
      outageStart: 300,
      outageSeconds: 600,
      visibilityTimeout: 60,
      maxReceiveCount: 20,
    },
  },
  {
    name: 'An outage of one hour in three',
    settings: {
      seconds: 10_800,
      arrivalRate: 20,
      maximumConcurrency: 20,
      outageStart: 1800,
      outageSeconds: 3600,
      visibilityTimeout: 300,
      maxReceiveCount: 20,
    },
  },
  {
    name: 'A day with a peak',
    settings: {
      seconds: 86_400,
      arrivalRate: 20,
      burstRate: 120,
      burstStart: 43_200,
      burstSeconds: 7200,
      serviceSpread: 1,
      maximumConcurrency: 12,
    },
  },
  {
    name: '10,000 requests a second',
    settings: {
      seconds: 60,
      arrivalRate: 10_000,
      serviceMs: 50,
      maximumConcurrency: 0,
      batchSize: 10,
      reservedConcurrency: 1000,
    },
  },
];
