import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import { designs, type Variant, variantNames } from './designs.ts';

export type Metric =
  | 'products'
  | 'productsInTime'
  | 'productProcesses'
  | 'orders'
  | 'ordersInTime'
  | 'foundBy';
export type Parameter = 'requests' | 'workMs' | 'databaseMs' | 'databasePlaces' | 'lookedUp';

const rounded = (value: number) => Math.round(100 * value) / 100;
/** Whether one is that many times the other, give or take a fifth. */
const isTimes = (value: number, of: number, times: number) => Math.abs(value / of / times - 1) < 0.2;

const told = (of: (name: Variant) => number, names: readonly Variant[] = variantNames) =>
  names.map((name) => `${rounded(of(name))} (${designs[name].label})`).join(', ');

/** What a run of more-copies is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'copies-add-up',
    statement:
      'Two copies of the undivided process answer about twice as many product requests in the same time as one, and four about four times as many. Each copy gets its share, and none needs another.',
    reach: 'ratio',
    seeds: ['004/small-only'],
    notShown:
      'What one process can do: that is set. Copies that share a machine, a cache that each has to fill, and how long it takes until another copy is there.',
    judge: (results, { requests }) => ({
      holds:
        variantNames.every((name) => results[name].products.min === requests) &&
        (['one-copy', 'two-copies', 'four-copies'] as const).every(
          (name) =>
            results[name].productProcesses.min === designs[name].copies &&
            isTimes(
              results[name].productsInTime.median,
              results['one-copy'].productsInTime.median,
              designs[name].copies,
            ),
        ),
      because: `Product requests answered in one service time: ${told((name) => results[name].productsInTime.median)}.`,
    }),
  },
  {
    id: 'what-they-share-is-the-limit',
    statement:
      'Orders need the database that all copies share, and it works on two calls at a time. Two copies place about twice as many orders in the same time as one. Four place hardly more than two.',
    reach: 'ratio',
    seeds: ['004/small-only', '004/automatic-scaling'],
    notShown:
      'A table that grows along: on AWS one with capacity on demand takes more, up to limits of its own. Here the database stands for anything that does not, such as a relational one with few connections.',
    judge: (results, { requests }) => {
      const [one, two, four] = [results['one-copy'], results['two-copies'], results['four-copies']].map(
        ({ ordersInTime }) => ordersInTime.median,
      ) as [number, number, number];
      return {
        holds:
          variantNames.every((name) => results[name].orders.min === requests) &&
          isTimes(two, one, 2) &&
          four / two < 1.2,
        because: `Orders placed in one service time: ${told((name) => results[name].ordersInTime.median)}.`,
      };
    },
  },
  {
    id: 'dividing-is-no-copy',
    statement:
      'Four services of one process each answer about as many product requests in the same time as one undivided process, since all of these requests are for one of the four. Four copies answer more than three times as many.',
    reach: 'ratio',
    seeds: ['004/small-only'],
    notShown:
      'Requests to all modules at once, which four services share as well as four copies do. And services of which the busy one alone has more copies, which undivided code cannot have.',
    judge: ({ 'one-copy': one, 'four-copies': four, divided }) => ({
      holds:
        divided.productProcesses.max === 1 &&
        isTimes(divided.productsInTime.median, one.productsInTime.median, 1) &&
        four.productsInTime.median > 3 * divided.productsInTime.median,
      because: `Product requests answered in one service time: ${rounded(one.productsInTime.median)} with one undivided process, ${rounded(divided.productsInTime.median)} with four services, ${rounded(four.productsInTime.median)} with four copies. Of the four services ${divided.productProcesses.median} got them.`,
    }),
  },
  {
    id: 'any-copy-knows-every-order',
    statement:
      'Every copy finds every order that it is asked for, whichever copy has stored it: no process keeps one.',
    reach: 'mechanism',
    seeds: ['004/small-only'],
    notShown: 'Sessions, caches and files, which a process may keep in the place of orders.',
    // A count that a busy machine does not change.
    tolerance: { loopLag: 20, sendDrift: 20, cpuTaken: 2 },
    judge: (results) => ({
      holds: variantNames.every(
        (name) =>
          results[name].foundBy.min === designs[name].copies &&
          results[name].foundBy.max === designs[name].copies,
      ),
      because: `Processes that found each order: ${told((name) => results[name].foundBy.median)}.`,
    }),
  },
];
