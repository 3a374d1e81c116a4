import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'many-items' | 'one-item' | 'one-item-sharded';
type Metric = 'throttled' | 'retried' | 'failed' | 'sold' | 'left';
type Parameter = 'buyers' | 'apartMs' | 'items' | 'stock' | 'shards' | 'serviceMs';

/** What a run of hot-item is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'one-key-is-throttled-while-the-table-has-room',
    statement:
      'As many purchases in the same time: spread over many items none of their writes is throttled, and for one item more than a quarter as many are as there are buyers. The table has capacity on demand, and the one item is one key.',
    reach: 'mechanism',
    seeds: ['000/table-scales-along'],
    notShown:
      'How soon DynamoDB splits a partition whose keys are hot together, and what it isolates by itself: a single key it cannot divide. The capacity here is scaled down, with the proportion of AWS between a key and a new table.',
    judge: ({ 'many-items': many, 'one-item': one }, { buyers }) => ({
      holds: many.throttled.max === 0 && many.sold.min === buyers && one.throttled.min > buyers / 4,
      because: `Writes throttled of ${buyers} purchases: ${many.throttled.median} for many items, ${one.throttled.median} for one.`,
    }),
  },
  {
    id: 'counters-divide-the-heat',
    statement:
      'With the stock of the one item in several counters, fewer than half as many writes are throttled: each counter is a key of its own, and while all have something left a buyer writes to one of them.',
    reach: 'mechanism',
    seeds: ['000/table-scales-along'],
    notShown:
      'A sale in which little is left: then every buyer asks every counter, see flash-sale. And how many pieces are left in all, which takes a read of each counter.',
    judge: ({ 'one-item': one, 'one-item-sharded': sharded }, { stock, shards }) => ({
      holds:
        sharded.throttled.max < one.throttled.min / 2 &&
        [one, sharded].every(({ sold, left }) => sold.min + left.max === stock),
      because: `Writes throttled: ${one.throttled.median} with one counter, ${sharded.throttled.median} with ${shards}.`,
    }),
  },
  {
    id: 'the-sdk-hides-most-of-it',
    statement:
      'The SDK in the function tries a throttled write again: fewer buyers hear an error than writes were throttled, and what is sold and what is left are still the whole stock.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A load that stays above the limit: then the retries are used up, and every further try is one more write for the same key.',
    judge: ({ 'one-item': one }, { buyers, stock }) => ({
      holds:
        one.throttled.min > 0 &&
        one.retried.min > 0 &&
        one.failed.max < one.throttled.min &&
        one.sold.min + one.failed.max === buyers &&
        one.sold.min + one.left.max === stock,
      because: `${one.throttled.median} writes for one item were throttled, ${one.failed.median} of ${buyers} buyers heard an error, and ${one.sold.median} of ${stock} pieces were sold, with ${one.left.median} left.`,
    }),
  },
];
