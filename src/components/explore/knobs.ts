import type { Knob, KnobGroup } from './knob.ts';
import { topicConcurrency, topicFaults, topicGroups } from './topic-knobs.ts';

/** The settings in groups, as the page shows them: along the way of a request. */
export const groups: KnobGroup[] = [
  {
    name: 'Orders that come',
    knobs: [
      { name: 'arrivalRate', label: 'Arrival rate', unit: 'orders/s' },
      { name: 'burstRate', label: 'Rate in the burst', unit: 'orders/s', step: 10 },
      { name: 'burstSeconds', label: 'Length of the burst', unit: 's', zero: 'no burst' },
      { name: 'burstStart', label: 'Burst begins at', unit: 's' },
    ],
  },
  {
    name: 'Callers',
    knobs: [
      { name: 'attempts', label: 'Attempts', unit: 'at most' },
      { name: 'backOffMs', label: 'Back-off before the second', unit: 'ms, doubles', step: 50 },
      { name: 'jitter', label: 'Full jitter: each wait drawn between 0 and the back-off' },
      {
        name: 'patienceMs',
        label: 'Patience',
        unit: 'ms',
        only: ['sync', 'topic'],
        fact: 'http-api-timeout-seconds',
        step: 100,
      },
    ],
  },
  {
    name: 'Gateway',
    knobs: [
      {
        name: 'rateLimit',
        label: 'Rate limit',
        aws: 'ThrottlingRateLimit',
        unit: 'requests/s',
        zero: 'no limit',
        fact: 'api-gateway-requests-per-second',
      },
      {
        name: 'burstLimit',
        label: 'Burst limit',
        aws: 'ThrottlingBurstLimit',
        unit: 'requests',
        fact: 'api-gateway-burst',
      },
    ],
  },
  ...topicGroups,
  {
    name: 'Queue and its mapping',
    knobs: [
      {
        name: 'maximumConcurrency',
        label: 'Maximum concurrency',
        aws: 'MaximumConcurrency',
        unit: 'batches',
        only: ['queued', 'topic'],
        zero: 'not set',
        fact: 'sqs-mapping-maximum-concurrency',
      },
      {
        name: 'batchSize',
        label: 'Batch size',
        aws: 'BatchSize',
        unit: 'messages',
        only: ['queued', 'topic'],
        fact: 'sqs-mapping-batch-size',
      },
      {
        name: 'reportBatchItemFailures',
        label: 'Only failed messages of a batch come back',
        aws: 'ReportBatchItemFailures',
        only: ['queued', 'topic'],
        fact: 'sqs-mapping-failed-batch',
      },
      {
        name: 'visibilityTimeout',
        label: 'Visibility timeout',
        aws: 'VisibilityTimeout',
        unit: 's',
        only: ['queued', 'topic'],
        fact: 'sqs-visibility-maximum-hours',
      },
      {
        name: 'maxReceiveCount',
        label: 'Receives before the dead-letter queue',
        aws: 'maxReceiveCount',
        unit: 'receives',
        only: ['queued', 'topic'],
        fact: 'sqs-receives-used-up',
      },
    ],
  },
  {
    name: 'Stream and its mapping',
    knobs: [
      {
        name: 'shards',
        label: 'Shards',
        aws: 'ShardCount',
        unit: 'shards',
        only: ['stream'],
        fact: 'kinesis-shard-records',
      },
      {
        name: 'hotShare',
        label: 'Share of the orders with the same key',
        unit: 'from 0 to 1',
        only: ['stream'],
        step: 0.1,
        fact: 'kinesis-key-hash',
      },
      {
        name: 'parallelizationFactor',
        label: 'Batches of a shard at a time',
        aws: 'ParallelizationFactor',
        unit: 'batches',
        only: ['stream'],
        fact: 'kinesis-mapping-factor',
      },
      {
        name: 'streamBatchSize',
        label: 'Records in a batch',
        aws: 'BatchSize',
        unit: 'records',
        only: ['stream'],
      },
      {
        name: 'maximumRetryAttempts',
        label: 'Retries of a failed batch',
        aws: 'MaximumRetryAttempts',
        unit: 'retries',
        only: ['stream'],
        minus: 'as long as the records are kept',
        fact: 'kinesis-mapping-retries',
      },
      {
        name: 'reportBatchItemFailures',
        label: 'The handler stops at a record that fails, and says which',
        aws: 'ReportBatchItemFailures',
        only: ['stream'],
      },
    ],
  },
  {
    name: 'Function',
    ofTopic: 'Function of each subscriber',
    knobs: [
      { name: 'serviceMs', label: 'Service time, mean', unit: 'ms', step: 10 },
      { name: 'serviceSpread', label: 'Its spread', unit: '0 constant, 1 exponential', step: 0.1 },
      {
        name: 'reservedConcurrency',
        label: 'Reserved concurrency',
        aws: 'ReservedConcurrentExecutions',
        unit: 'invocations',
        only: ['sync', 'queued', 'stream'],
        zero: 'not set: the account’s 1,000',
        fact: 'lambda-account-concurrency',
      },
      ...topicConcurrency,
      {
        name: 'timeout',
        label: 'Timeout',
        aws: 'Timeout',
        unit: 's',
        fact: 'lambda-timeout-maximum-seconds',
      },
    ],
  },
  {
    name: 'Table',
    ofTopic: 'Table of each subscriber',
    knobs: [
      {
        name: 'writeCapacity',
        label: 'Write capacity',
        aws: 'WriteCapacityUnits',
        unit: 'writes/s',
        zero: 'on demand, no limit',
        fact: 'dynamodb-burst-seconds',
      },
    ],
  },
  {
    name: 'What goes wrong',
    ofTopic: 'What goes wrong, at one subscriber',
    knobs: [
      ...topicFaults,
      { name: 'outageSeconds', label: 'Outage of what the function calls', unit: 's', zero: 'none' },
      { name: 'outageStart', label: 'Outage begins at', unit: 's' },
      { name: 'poisonShare', label: 'Share of orders that always fail', unit: 'from 0 to 1', step: 0.01 },
    ],
  },
  {
    name: 'The run',
    knobs: [
      { name: 'seconds', label: 'Length', unit: 's', step: 10 },
      { name: 'seed', label: 'Seed', unit: 'equal seeds: equal orders' },
    ],
  },
];

/** All of them. */
export const knobs: Knob[] = groups.flatMap((group) => group.knobs);

/** What a setting is called, for a reader. */
export const labelOf = (name: string): string =>
  knobs.find((knob) => knob.name === name)?.label ?? name.charAt(0).toUpperCase() + name.slice(1);
