import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/asked-too-early.ts';

export default defineRepair(experiment, {
  // Long enough that nobody is done before the first question.
  variants: { 'no-row-resent': { context: { serviceMs: 500 } } },
  parameters: { orders: 5 },
  mends: [
    {
      id: 'nobody-hears-404-of-an-accepted-order',
      statement: 'Whoever asks right after the 202 is told of their order, not that there is none.',
      judge: ({ 'no-row-resent': run }, { orders }) => ({
        holds: run.early404.max === 0 && run.accepted.min === orders,
        because: `${run.early404.median} of ${run.accepted.median} accepted orders were answered with 404 at the first question.`,
      }),
    },
    {
      id: 'no-order-is-placed-twice',
      statement: 'A client that orders again after a 404 has one order in the end.',
      judge: ({ 'no-row-resent': run }) => ({
        holds: run.duplicates.max === 0,
        because: `${run.duplicates.median} orders were placed that nobody wanted.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'placed-is-said-when-it-is',
      statement:
        'Nobody is told that an order is placed before it is: the first answer comes while it is worked on.',
      judge: ({ 'no-row-resent': run }, { orders }) => ({
        holds: run.early404.max + run.firstPending.min >= orders,
        because: `First answers: ${run.firstPending.median} times “pending” and ${run.early404.median} times 404, for ${orders} orders.`,
      }),
    },
    {
      id: 'everybody-is-told-in-the-end',
      statement: 'Every client is told in the end that the order is placed.',
      judge: ({ 'no-row-resent': run }, { orders }) => ({
        holds: run.toldPlaced.min === orders,
        because: `${run.toldPlaced.median} of ${orders} clients were.`,
      }),
    },
  ],
});
