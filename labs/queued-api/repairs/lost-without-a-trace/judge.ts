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
  variants: { partial: { context } },
  probe: {
    metrics: { invocations: { label: 'handler runs', unit: 'runs', better: 'lower' } },
    run: async ({ events }) => ({ invocations: eventsOf(events, 'invocation-started', 'Worker').length }),
  },
  mends: [
    {
      id: 'what-fails-comes-again-and-is-set-aside',
      statement:
        'The order that cannot be stored is delivered again, and lies in the dead-letter queue in the end.',
      judge: ({ partial }, { maxReceiveCount }) => ({
        holds: partial.poisonDeliveries.min === maxReceiveCount && partial.deadLettered.min > 0,
        because: `It was delivered ${partial.poisonDeliveries.median} of ${maxReceiveCount} times, and there are ${partial.deadLettered.median} dead letters.`,
      }),
    },
    {
      id: 'mended-and-moved-back-it-is-stored',
      statement: 'When its cause is mended and the dead letters are moved back, the order is stored.',
      judge: ({ partial }) => ({
        holds: partial.mendedStored.min === 1,
        because: `After fix and redrive ${partial.mendedStored.median} of 1 such orders is in the table.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'good-orders-are-stored',
      statement: 'Every good order is in the table.',
      judge: ({ partial }, { orders }) => ({
        holds: partial.goodStored.min === orders - 1,
        because: `${partial.goodStored.median} of ${orders - 1} good orders are in the table.`,
      }),
    },
    {
      id: 'good-orders-are-delivered-once',
      statement: 'The good orders of its batch are not delivered again because of it.',
      judge: ({ partial }, { orders }) => ({
        holds: partial.goodDeliveries.max === orders - 1 && partial.goodDeadLettered.max === 0,
        because: `${partial.goodDeliveries.median} deliveries of ${orders - 1} good orders, and ${partial.goodDeadLettered.median} dead letters whose order is in the table.`,
      }),
    },
  ],
});
