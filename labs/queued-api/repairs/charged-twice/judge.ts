import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/delivered-twice.ts';

/** The same for both, so that they share a deployment. A message is received again while its first handler works. */
const context = { visibilityTimeoutSeconds: 3, functionTimeoutSeconds: 2, serviceMs: 700 };

export default defineRepair(experiment, {
  variants: {
    'crash-every-time': { label: 'a crash', context },
    calm: { label: 'delivered twice', context },
  },
  before({ variant, faults, parameters }) {
    if (variant === 'calm')
      faults.inject({ resource: 'OrderQueue', fault: 'duplicate', times: parameters.orders });
    // One run fails before it has done anything, too: an order that comes again may be new work.
    else faults.inject({ resource: 'Worker', fault: 'fail', times: 1 });
  },
  mends: [
    {
      id: 'charged-once-after-a-crash',
      statement:
        'A handler dies after it charged, and its message comes again: the customer is charged once all the same.',
      judge: ({ 'crash-every-time': crash }, { orders }) => ({
        holds: crash.chargedTwice.max === 0,
        because: `${crash.charges.median} charges for ${orders} orders, in ${crash.deliveries.median} deliveries.`,
      }),
    },
    {
      id: 'charged-once-at-the-same-time',
      statement: 'Two handlers work on the same order at the same time: the customer is charged once.',
      judge: ({ calm }, { orders }) => ({
        holds: calm.chargedTwice.max === 0,
        because: `${calm.charges.median} charges for ${orders} orders; ${calm.overlaps.median} handler runs began while another worked on the same order.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'every-order-is-placed',
      statement:
        'Every order that was accepted is in the table and was charged, also one whose first handler failed before it did anything.',
      judge: (results, { orders }) => {
        const both = [results['crash-every-time'], results.calm];
        return {
          holds: both.every(({ stored, charges }) => stored.min === orders && charges.min >= orders),
          because: `${both.map(({ stored }) => stored.median).join(' and ')} of ${orders} orders are in the table.`,
        };
      },
    },
    {
      id: 'failed-runs-are-tried-again',
      statement: 'What a handler failed at is delivered again.',
      judge: ({ 'crash-every-time': crash }, { orders }) => ({
        holds: crash.deliveries.min > orders,
        because: `${crash.deliveries.median} deliveries of ${orders} messages.`,
      }),
    },
  ],
});
