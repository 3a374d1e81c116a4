import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'sync' | 'queued';
type Metric =
  | 'accepted'
  | 'refused'
  | 'stored'
  | 'replyMsP50'
  | 'doneMsP50'
  | 'lastDoneMs'
  | 'receiptFirst'
  | 'predictedMs';
type Parameter = 'orders' | 'concurrency' | 'serviceMs';

/** What a run of same-burst is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'refused-or-waiting',
    statement:
      'The excess of a burst goes somewhere on both paths: the synchronous path refuses it at once, the queued path takes all of it, and whoever was accepted ends up in the table.',
    reach: 'mechanism',
    seeds: ['002/s9', '002/e9', '002/s15', '003/threshold', '000/buffer'],
    notShown:
      'Callers who were refused and try again, and a burst so long that the messages get too old: the queue has limits too, only later ones.',
    judge: ({ sync, queued }, { orders, concurrency }) => ({
      holds:
        sync.refused.median >= orders - 2 * concurrency &&
        sync.stored.values.every((stored, index) => stored === sync.accepted.values[index]) &&
        queued.accepted.min === orders &&
        queued.stored.min === orders,
      because: `Of ${orders} orders at once, ${concurrency} at a time: synchronous ${sync.accepted.median} accepted, ${sync.refused.median} refused, ${sync.stored.median} in the table; queued ${queued.accepted.median} accepted, ${queued.refused.median} refused, ${queued.stored.median} in the table.`,
    }),
  },
  {
    id: 'the-queue-adds-no-capacity',
    statement:
      'The queued orders are done at the rate of the same concurrency: the last one no sooner than the backlog divided by the capacity says and before twice that, more than three times as late as the last synchronous one that was accepted.',
    reach: 'ratio',
    seeds: ['002/e7', '002/e10', '003/higher-scale', '000/buffer'],
    notShown:
      'A queue whose consumers scale out: without a limit the pollers add up to 300 concurrent invocations a minute on AWS.',
    judge: ({ sync, queued }) => ({
      holds:
        queued.lastDoneMs.min >= queued.predictedMs.median &&
        queued.lastDoneMs.median < 2 * queued.predictedMs.median &&
        queued.lastDoneMs.median > 3 * sync.lastDoneMs.median,
      because: `Last order done after ${queued.lastDoneMs.median} ms queued, where backlog ÷ capacity says ${queued.predictedMs.median} ms; after ${sync.lastDoneMs.median} ms synchronous, where ${sync.accepted.median} orders were accepted.`,
    }),
  },
  {
    id: 'the-receipt-hides-the-wait',
    statement:
      'In the burst most queued callers have their receipt while their order still waits, and half of them wait more than twice as long for the order as for the receipt; no synchronous caller hears of an order that is not done.',
    reach: 'mechanism',
    seeds: ['002/e2', '002/e6', '001/non-blocking'],
    notShown:
      'How the queued caller learns that its order is done: that takes a status to ask for, or a push.',
    judge: ({ sync, queued }, { orders }) => ({
      holds:
        sync.accepted.min > 0 &&
        sync.receiptFirst.max === 0 &&
        queued.receiptFirst.min > orders / 2 &&
        queued.replyMsP50.median < queued.doneMsP50.median / 2,
      because: `Answered before they were done: ${sync.receiptFirst.median} of ${sync.accepted.median} synchronous orders, ${queued.receiptFirst.median} of ${queued.accepted.median} queued ones. Median queued order: receipt after ${queued.replyMsP50.median} ms, done after ${queued.doneMsP50.median} ms.`,
    }),
  },
];
