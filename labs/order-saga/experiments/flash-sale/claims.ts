import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant =
  | 'read-then-write'
  | 'queued-read-then-write'
  | 'conditional'
  | 'queued-conditional'
  | 'sharded';
type Metric =
  | 'sold'
  | 'oversold'
  | 'refusedNow'
  | 'refusedLater'
  | 'counterWrites'
  | 'busiestWrites'
  | 'refusedAfterMs';
type Parameter = 'stock' | 'buyers' | 'apartMs' | 'serviceMs' | 'shards' | 'consumers';

/** What a run of flash-sale is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'read-then-write-oversells',
    statement:
      'A counter that is read, and written after the payment, sells more pieces than there are when buyers come at the same time. A conditional write sells every piece once, and refuses all others.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How many are oversold with fewer buyers at once: one at a time, the same code sells what there is.',
    judge: ({ 'read-then-write': naive, conditional, sharded }, { stock, buyers }) => ({
      holds:
        naive.oversold.min > 0 &&
        [conditional, sharded].every(
          ({ sold, refusedNow }) =>
            sold.min === stock && sold.max === stock && refusedNow.min === buyers - stock,
        ),
      because: `Sold of ${stock} pieces to ${buyers} buyers: ${naive.sold.median} with read-then-write, ${conditional.sold.median} with a condition, ${sharded.sold.median} with a condition and several counters.`,
    }),
  },
  {
    id: 'a-queue-does-not-make-it-one-at-a-time',
    statement:
      'A queue in front of the same read-then-write counter still oversells when several purchases are taken from it at once. With a conditional write behind the queue nothing is oversold.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A FIFO queue with one group for the item, which is worked on one at a time and sells no faster than that.',
    judge: (
      { 'queued-read-then-write': naive, 'queued-conditional': conditional },
      { stock, consumers },
    ) => ({
      holds: naive.oversold.min > 0 && conditional.sold.min === stock && conditional.sold.max === stock,
      because: `Sold of ${stock} pieces through the queue, ${consumers} at a time: ${naive.sold.median} with read-then-write, ${conditional.sold.median} with a condition.`,
    }),
  },
  {
    id: 'a-queue-refuses-later',
    statement:
      'Without a queue everybody who gets nothing is refused in the reply. With one the same number is accepted first with a 202, and refused later.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'How those who were accepted hear of it, and how much later: both are choices of the design.',
    judge: ({ conditional, 'queued-conditional': queued }, { stock, buyers }) => ({
      holds:
        conditional.refusedNow.min === buyers - stock &&
        conditional.refusedLater.max === 0 &&
        queued.refusedNow.max === 0 &&
        queued.refusedLater.min === buyers - stock,
      because: `Refused in the reply: ${conditional.refusedNow.median} without a queue, ${queued.refusedNow.median} with one. Accepted and refused later: ${conditional.refusedLater.median} and ${queued.refusedLater.median}.`,
    }),
  },
  {
    id: 'shards-do-not-spare-the-losers',
    statement:
      'With several counters, a buyer who gets nothing has asked all of them. In a sale with far more buyers than pieces the busiest counter is written to nearly as often as the only one was, and all of them together more often.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A stock that lasts: as long as every counter has some left, each takes its share of the writes. And a mark that says “sold out”, which spares the counters.',
    judge: ({ conditional, sharded }, { stock, buyers, shards }) => ({
      holds:
        conditional.busiestWrites.max === buyers &&
        sharded.busiestWrites.min >= buyers - stock &&
        sharded.counterWrites.min >= shards * (buyers - stock) + stock,
      because: `Writes to the busiest counter: ${conditional.busiestWrites.median} of ${conditional.counterWrites.median} with one counter, ${sharded.busiestWrites.median} of ${sharded.counterWrites.median} with ${shards}.`,
    }),
  },
];
