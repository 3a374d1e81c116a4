import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'whole-batch' | 'partial';
type Metric =
  | 'goodDeliveries'
  | 'poisonDeliveries'
  | 'goodStored'
  | 'deadLettered'
  | 'goodDeadLettered'
  | 'poisonStored'
  | 'mendedStored'
  | 'leftOver';
type Parameter = 'orders' | 'batchSize' | 'maxReceiveCount' | 'visibilityTimeoutSeconds';

/** What a run of poison-and-dead-letters is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'poison-takes-its-batch-along',
    statement:
      'When a handler fails as a whole, messages of its batch that were done are delivered again beside the one that failed. They can end as dead letters, too.',
    reach: 'mechanism',
    seeds: ['003/automatic-retry', '000/dead-letter-queue'],
    notShown:
      'How the pollers put batches together on AWS: the good messages may meet the poison message once or every time.',
    judge: (results, { orders }) => {
      const whole = results['whole-batch'];
      return {
        holds:
          whole.goodDeliveries.min > orders - 1 &&
          whole.goodDeadLettered.min > 0 &&
          whole.goodStored.min === orders - 1,
        because: `The ${orders - 1} good orders took ${whole.goodDeliveries.median} deliveries. ${whole.deadLettered.median} messages ended as dead letters; the orders of ${whole.goodDeadLettered.median} of them are in the table.`,
      };
    },
  },
  {
    id: 'partial-response-returns-only-the-poison',
    statement:
      'When the handler answers with the messages that failed, only these are delivered again: every good order is delivered once.',
    reach: 'mechanism',
    seeds: ['003/automatic-retry'],
    notShown: 'The same in a FIFO queue, where all after the first failure have to come back too.',
    judge: ({ partial }, { orders, maxReceiveCount }) => ({
      holds:
        partial.goodDeliveries.max === orders - 1 &&
        partial.poisonDeliveries.max === maxReceiveCount &&
        partial.deadLettered.max === 1 &&
        partial.deadLettered.min === 1 &&
        partial.goodStored.min === orders - 1,
      because: `${partial.goodDeliveries.median} deliveries of ${orders - 1} good orders; the poison order was delivered ${partial.poisonDeliveries.median} times and is the ${partial.deadLettered.median === 1 ? 'only dead letter' : `one of ${partial.deadLettered.median} dead letters`}.`,
    }),
  },
  {
    id: 'a-dead-letter-waits-for-somebody',
    statement:
      'The poison order is not stored, however often it comes. It is when somebody has fixed the cause and moved the dead letters back.',
    reach: 'mechanism',
    seeds: ['000/dead-letter-queue', '002/e12', '002/e13'],
    notShown:
      'How long it lay there before anybody looked: retention in the dead-letter queue of a standard queue counts from the day that the order was sent.',
    judge: (results) => {
      const both = [results['whole-batch'], results.partial];
      return {
        holds: both.every(
          ({ poisonStored, mendedStored, leftOver }) =>
            poisonStored.max === 0 && mendedStored.min === 1 && leftOver.max === 0,
        ),
        because: `In the table before the fix: ${both.map(({ poisonStored }) => poisonStored.max).join(' and ')} of 1 poison order; after fix and redrive: ${both.map(({ mendedStored }) => mendedStored.min).join(' and ')}.`,
      };
    },
  },
];
