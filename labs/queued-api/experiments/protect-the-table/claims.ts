import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'two' | 'three' | 'six' | 'none';
type Metric = 'accepted' | 'done' | 'throttles' | 'failures' | 'runs' | 'drainSeconds';
type Parameter = 'orders' | 'writeUnits' | 'serviceMs';

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);
const spread = ({ median, min, max }: Summary) => `${median} s (${min} to ${max})`;

/** What a run of protect-the-table is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-queue-alone-protects-nothing',
    statement:
      'Without a maximum concurrency the pollers bring the burst to the table, and it refuses writes: the queue alone protects nothing. Twice the cap that fits does not protect it either.',
    reach: 'mechanism',
    seeds: ['003/burst-protection', '000/rate-control', '003/consumption-rate'],
    notShown:
      'How fast the pollers scale up on AWS beside other work, and what a table can take at first from the capacity that it has saved: we spent that before the burst.',
    judge: ({ none, six, three }) => ({
      holds: none.throttles.min > three.throttles.max && six.throttles.min > three.throttles.max,
      because: `In all repetitions the table refused ${sum(none.throttles)} writes without a maximum, ${sum(six.throttles)} with at most 6 batches at a time and ${sum(three.throttles)} with 3; the fewest in one repetition were ${none.throttles.min} and ${six.throttles.min}.`,
    }),
  },
  {
    id: 'the-maximum-concurrency-protects',
    statement:
      'A maximum concurrency of the table’s writes per second × seconds per order keeps it from refusing anything, and so does a lower one: the cap is a setting of the mapping, not of the queue.',
    reach: 'mechanism',
    seeds: ['003/burst-protection', '000/rate-control', '003/consumption-rate'],
    notShown:
      'A table that has other writers: they take from the same capacity. And a cap that fits exactly has nothing to spare: here what an order takes besides its service time is the reserve.',
    judge: ({ two, three, six, none }, { orders, writeUnits, serviceMs }) => ({
      holds:
        Math.round((writeUnits * serviceMs) / 1000) === 3 &&
        [two, three].every(({ throttles, failures }) => throttles.max === 0 && failures.max === 0) &&
        [two, three, six, none].every(({ done }) => done.min === orders),
      because: `Refused writes in all repetitions: ${sum(two.throttles)} with at most 2 batches at a time, ${sum(three.throttles)} with 3, ${sum(six.throttles)} with 6, ${sum(none.throttles)} without a maximum.`,
    }),
  },
  {
    id: 'protection-is-paid-in-time',
    statement:
      'A cap below the one that fits costs time: the queue is empty later than with the fitting cap, and no order is lost. The burst waits in the queue instead.',
    reach: 'ratio',
    seeds: ['002/e7', '003/higher-scale'],
    notShown: 'Which wait is worth it: what waits too long is of no use to anybody either.',
    judge: ({ two, three }, { orders }) => ({
      holds:
        two.drainSeconds.min > 1.2 * three.drainSeconds.max &&
        two.done.min === orders &&
        three.done.min === orders,
      because: `The queue was empty after ${spread(two.drainSeconds)} with at most 2 batches at a time, after ${spread(three.drainSeconds)} with 3.`,
    }),
  },
  {
    id: 'the-table-sets-the-pace',
    statement:
      'Above the fitting cap the table sets the pace: twice that cap, or none, has refused writes, and does not save even a quarter of the time until the queue is empty.',
    reach: 'ratio',
    seeds: ['002/e7', '003/higher-scale'],
    notShown:
      'The first orders, which are stored sooner: the table refuses only when it is behind. And a table with saved capacity, which takes the burst as fast as it is read.',
    judge: ({ three, six, none }) => ({
      holds: [six, none].every(
        ({ drainSeconds, throttles }) =>
          throttles.min > 0 && drainSeconds.median > 0.75 * three.drainSeconds.median,
      ),
      because: `The queue was empty after ${spread(three.drainSeconds)} with at most 3 batches at a time, after ${spread(six.drainSeconds)} with 6, after ${spread(none.drainSeconds)} without a maximum.`,
    }),
  },
];
