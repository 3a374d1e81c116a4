import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'two' | 'five' | 'ten' | 'none';
type Metric = 'accepted' | 'done' | 'throttles' | 'failures' | 'runs' | 'mostSeconds' | 'drainSeconds';
type Parameter = 'orders' | 'writeUnits' | 'serviceMs';

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);

/** What a run of protect-the-table is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-queue-alone-protects-nothing',
    statement:
      'Without a maximum concurrency the pollers bring the burst to the table, and it refuses writes: the queue alone protects nothing.',
    reach: 'mechanism',
    seeds: ['003/burst-protection', '000/rate-control', '003/consumption-rate'],
    notShown:
      'How fast the pollers scale up on AWS beside other work, and what a table can take at first from the capacity that it has saved: we spent that before the burst.',
    judge: ({ none, ten, two }) => ({
      holds: none.throttles.min > 0 && ten.throttles.min > 0 && none.throttles.min > two.throttles.max,
      because: `The table refused ${none.throttles.median} writes without a maximum and ${ten.throttles.median} with at most 10 batches at a time; ${none.failures.median} and ${ten.failures.median} deliveries were in vain.`,
    }),
  },
  {
    id: 'the-maximum-concurrency-protects',
    statement:
      'A maximum concurrency that fits the table keeps it from refusing anything: the cap is a setting of the mapping, not of the queue.',
    reach: 'mechanism',
    seeds: ['003/burst-protection', '000/rate-control', '003/consumption-rate'],
    notShown: 'A table that has other writers: they take from the same capacity.',
    judge: ({ two, five, ten, none }, { orders }) => ({
      holds:
        two.throttles.max === 0 &&
        two.failures.max === 0 &&
        [two, five, ten, none].every(({ done }) => done.min === orders),
      because: `Refused writes: ${sum(two.throttles)} with at most 2 batches at a time, ${sum(five.throttles)} with 5, ${sum(ten.throttles)} with 10, ${sum(none.throttles)} without a maximum.`,
    }),
  },
  {
    id: 'protection-is-paid-in-time',
    statement:
      'With the cap that spares the table most orders are stored later than without one, and none is lost: the burst waits in the queue instead.',
    reach: 'ratio',
    seeds: ['002/e7', '003/higher-scale'],
    notShown: 'Which wait is worth it: what waits too long is of no use to anybody either.',
    judge: ({ two, none }, { orders }) => ({
      holds:
        two.mostSeconds.median > 1.2 * none.mostSeconds.median &&
        two.done.min === orders &&
        none.done.min === orders,
      because: `Nine of ten orders were stored after ${two.mostSeconds.median} s with at most 2 batches at a time, after ${none.mostSeconds.median} s without a maximum.`,
    }),
  },
];
