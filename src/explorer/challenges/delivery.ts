import type { Challenge } from './challenge.ts';
import { bill, noDuplicates, oldest, p99, placed } from './demands.ts';

/** The visibility timeout against the service time. */
export const slowWork: Challenge = {
  id: 'slow-work',
  title: 'Charged twice since the work got slower',
  story: [
    'Since Tuesday the provider needs six seconds on average, and sometimes twice that. The function’s timeout was raised to thirty seconds; the queue is as it was. Some customers are charged twice. In this hour the provider is also gone for a minute.',
  ],
  begins: {
    seconds: 3600,
    arrivalRate: 1,
    serviceMs: 6000,
    serviceSpread: 0.5,
    timeout: 30,
    maximumConcurrency: 50,
    visibilityTimeout: 10,
    maxReceiveCount: 5,
    outageStart: 1200,
    outageSeconds: 60,
  },
  knobs: ['visibilityTimeout', 'timeout', 'maxReceiveCount'],
  demands: [
    noDuplicates(
      () =>
        'The visibility timeout ends while a handler works. The message is delivered again, and both write.',
    ),
    oldest(
      300,
      () =>
        'What failed in the outage comes back only when the visibility timeout ends, however soon it had failed.',
    ),
    placed(99, ({ totals }) =>
      totals.orders.deadLettered > 0
        ? 'Orders are in the dead-letter queue: their work did not fit into the function’s timeout, or they had too few receives.'
        : 'Orders that failed have not come back yet when the hour ends.',
    ),
  ],
  ways: [
    {
      does: 'a visibility timeout above the function’s timeout, of minutes and not of an hour',
      turns: { visibilityTimeout: 60 },
    },
  ],
  tempting: {
    does: 'an hour, so that it can never end too soon',
    turns: { visibilityTimeout: 3600 },
    breaks: ['Age of the oldest order, at any time', 'Orders stored'],
  },
  reasoning: [
    'The visibility timeout says by when the work is done, and nobody checks whether it still goes on. Below the longest run of the handler it makes two of them. The function’s timeout is that longest run.',
    'It is also the pause between two attempts. AWS advises six times the function’s timeout, so that a throttled batch can be tried again. Every second above what is needed is a second more for whatever failed. An idempotency key makes the first mistake harmless, and not the second.',
  ],
  lesson: { id: 'delivery/idempotency', title: 'Idempotency' },
  claim: 'queued-api/delivered-twice/too-slow-is-delivered-again',
};

/** Visibility timeout × (receives − 1) has to outlast the outage. */
export const outageOfTenMinutes: Challenge = {
  id: 'outage-of-ten-minutes',
  title: 'Ten minutes without the provider',
  story: [
    'The provider was gone for ten minutes, and four thousand good orders ended in the dead-letter queue. One order in five hundred can never succeed, and has to end there: it may not be tried for ever.',
  ],
  begins: {
    seconds: 3600,
    arrivalRate: 10,
    maximumConcurrency: 5,
    visibilityTimeout: 30,
    maxReceiveCount: 3,
    outageStart: 600,
    outageSeconds: 600,
    poisonShare: 0.002,
  },
  knobs: ['visibilityTimeout', 'maxReceiveCount', 'maximumConcurrency'],
  demands: [
    placed(
      99.5,
      () =>
        'Visibility timeout × (receives − 1) is shorter than the outage: good orders use up their receives in it.',
    ),
    oldest(1600, () => 'An order that can never succeed comes back again and again, and stays for as long.'),
  ],
  ways: [
    { does: 'longer pauses, and some more receives', turns: { visibilityTimeout: 120, maxReceiveCount: 10 } },
    { does: 'the same pause, and many receives', turns: { maxReceiveCount: 30 } },
  ],
  tempting: {
    does: 'a thousand receives',
    turns: { maxReceiveCount: 1000 },
    breaks: ['Age of the oldest order, at any time'],
  },
  reasoning: [
    'The last attempt comes at least visibility timeout × (receives − 1) after the first. That has to be longer than the outage you want to survive, and it is also how long a message stays that can never succeed.',
    'So both ends are chosen together: long enough for an outage, short enough that somebody hears of poison on the same day.',
  ],
  lesson: { id: 'queue/when-the-backend-dies', title: 'When the backend dies' },
  claim: 'two-paths/same-outage/redelivery-outlasts-only-the-short-outage',
};

/** A partial batch response returns only the poison. */
export const poisonAmongGoodOnes: Challenge = {
  id: 'poison-among-good-ones',
  title: 'One bad order takes good ones along',
  story: [
    'One order in a hundred can never succeed. The handler gets ten at a time and throws when one has failed. Operations finds hundreds of orders in the dead-letter queue that are stored and fine. At this rate the bill may be $500 a month.',
  ],
  begins: {
    seconds: 600,
    arrivals: 'even',
    arrivalRate: 60,
    maximumConcurrency: 2,
    batchSize: 10,
    reportBatchItemFailures: false,
    visibilityTimeout: 6,
    maxReceiveCount: 3,
    poisonShare: 0.01,
  },
  knobs: ['batchSize', 'reportBatchItemFailures', 'maxReceiveCount', 'maximumConcurrency'],
  demands: [
    {
      label: 'Dead letters of orders that are stored',
      of: ({ totals }) => totals.counts.deadLetters - totals.orders.deadLettered,
      most: 0,
      broke: () =>
        'The whole batch comes back with the poison, and good messages use up their receives beside it.',
    },
    p99(30_000, () => 'The consumers do less than what comes: the backlog grows.'),
    bill(500, () => 'Each message has an invocation, a receive and a delete of its own.'),
  ],
  ways: [{ does: 'let the handler name what failed', turns: { reportBatchItemFailures: true } }],
  tempting: {
    does: 'one message for each invocation',
    turns: { batchSize: 1, maximumConcurrency: 20 },
    breaks: ['The month’s bill'],
  },
  reasoning: [
    'An exception does not say which message failed, so all of the batch come back, and each time costs each of them a receive. A partial batch response returns only what it names.',
    'Batches of one do the same for more money: receives, deletes and invocations are shared by a batch.',
  ],
  lesson: { id: 'delivery/redelivery-and-poison', title: 'Redelivery and poison' },
  claim: 'queued-api/poison-and-dead-letters/partial-response-returns-only-the-poison',
};
