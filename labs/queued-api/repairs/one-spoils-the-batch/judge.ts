import { defineRepair } from '#experiment/define-repair.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import experiment from '../../experiments/poison-and-dead-letters.ts';

const context = {
  maximumConcurrency: 2,
  serviceMs: 50,
  visibilityTimeoutSeconds: 3,
  functionTimeoutSeconds: 3,
  maxReceiveCount: 2,
};

export default defineRepair(experiment, {
  variants: { 'whole-batch': { context } },
  probe: {
    metrics: { invocations: { label: 'handler runs', unit: 'runs', better: 'lower' } },
    run: async ({ events }) => ({ invocations: eventsOf(events, 'invocation-started', 'Worker').length }),
  },
  mends: [
    {
      id: 'good-orders-are-delivered-once',
      statement: 'The good orders of a batch are not delivered again because one of it fails.',
      judge: ({ 'whole-batch': run }, { orders }) => ({
        holds: run.goodDeliveries.max === orders - 1,
        because: `${run.goodDeliveries.median} deliveries of ${orders - 1} good orders.`,
      }),
    },
    {
      id: 'no-good-order-is-a-dead-letter',
      statement: 'No message lies in the dead-letter queue whose order is in the table.',
      judge: ({ 'whole-batch': run }) => ({
        holds: run.goodDeadLettered.max === 0,
        because: `${run.goodDeadLettered.median} of ${run.deadLettered.median} dead letters are of orders that are in the table.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'good-orders-are-stored',
      statement: 'Every good order is in the table.',
      judge: ({ 'whole-batch': run }, { orders }) => ({
        holds: run.goodStored.min === orders - 1,
        because: `${run.goodStored.median} of ${orders - 1} good orders are in the table.`,
      }),
    },
    {
      id: 'what-fails-is-tried-again',
      statement: 'The order that fails is delivered as often as the queue allows.',
      judge: ({ 'whole-batch': run }, { maxReceiveCount }) => ({
        holds: run.poisonDeliveries.min === maxReceiveCount,
        because: `It was delivered ${run.poisonDeliveries.median} of ${maxReceiveCount} times.`,
      }),
    },
    {
      id: 'what-fails-is-set-aside-and-comes-back',
      statement:
        'It lies in the dead-letter queue then, and is stored once its cause is mended and it is moved back.',
      judge: ({ 'whole-batch': run }) => ({
        holds: run.deadLettered.min > 0 && run.mendedStored.min === 1,
        because: `${run.deadLettered.median} dead letters, and after fix and redrive ${run.mendedStored.median} of 1 such orders in the table.`,
      }),
    },
  ],
});
