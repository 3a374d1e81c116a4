import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import { oneInAThousand, shareInterval } from '#experiment/share-interval.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'below' | 'burst' | 'longer-burst';
type Metric =
  | 'sent'
  | 'accepted'
  | 'done'
  | 'acceptMsP50'
  | 'acceptMsP99'
  | 'doneMsP50'
  | 'doneMsP99'
  | 'oldestMs'
  | 'waited'
  | 'waitedByErlangC'
  | 'capacity'
  | 'backlog'
  | 'drainSeconds'
  | 'drainByFormula';
type Parameter = 'serviceMs' | 'maximumConcurrency';

/** How far drain time and formula may lie apart: a part of the predicted time, and one service time. */
const tolerance = 0.35;

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);
const all = (part: Summary, whole: Summary) =>
  part.values.every((value, index) => value === whole.values[index]);

/** What a run of burst-then-drain is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'nobody-is-refused',
    statement:
      'A burst of twice the capacity is accepted whole, and all of it is done later: the queue holds what the function cannot work on yet.',
    reach: 'mechanism',
    seeds: ['002/e13', '003/burst-protection', '000/scalability'],
    notShown:
      'A burst that lasts: what the queue holds has to be worked off some day. Nothing failed in this run either.',
    judge: ({ below, burst, 'longer-burst': longer }) => ({
      holds: [below, burst, longer].every(
        (each) => all(each.accepted, each.sent) && all(each.done, each.sent),
      ),
      because: `Of ${sum(burst.sent) + sum(longer.sent)} orders in bursts ${sum(burst.accepted) + sum(longer.accepted)} were accepted and ${sum(burst.done) + sum(longer.done)} of these are in the table.`,
    }),
  },
  {
    id: 'reply-stays-fast-order-does-not',
    statement:
      'In a burst the reply stays faster than the work alone would take, while the order waits its turn: the longer the burst, the longer.',
    reach: 'ratio',
    seeds: ['002/e7', '001/non-blocking', '001/immediate'],
    notShown: 'What either time is on AWS.',
    judge: ({ below, burst, 'longer-burst': longer }, { serviceMs }) => ({
      holds:
        [below, burst, longer].every(({ acceptMsP50 }) => acceptMsP50.max < serviceMs) &&
        burst.doneMsP99.min > 1.5 * below.doneMsP99.max &&
        longer.doneMsP99.min > 1.2 * burst.doneMsP99.max,
      because: `Median time to the reply ${below.acceptMsP50.median} ms below capacity, ${burst.acceptMsP50.median} and ${longer.acceptMsP50.median} ms in the bursts. Time until the order is stored, 99th percentile: ${below.doneMsP99.median}, ${burst.doneMsP99.median} and ${longer.doneMsP99.median} ms.`,
    }),
  },
  {
    id: 'drain-time-is-backlog-over-spare-capacity',
    statement:
      'How long the queue takes to drain can be told when the burst ends: what waits, divided by what capacity is left over beside the orders that still arrive.',
    reach: 'ratio',
    seeds: ['003/higher-scale', '000/buffer'],
    notShown:
      'Pollers that scale up while it drains, as Lambda does without a maximum concurrency: the capacity is fixed here.',
    judge: ({ burst, 'longer-burst': longer }, { serviceMs }) => {
      const near = ({ drainSeconds, drainByFormula }: Record<Metric, Summary>) =>
        drainSeconds.values.every((measured, index) => {
          const predicted = drainByFormula.values[index] ?? Number.NaN;
          return Math.abs(measured - predicted) <= tolerance * predicted + serviceMs / 1000;
        });
      return {
        holds:
          burst.backlog.min > 0 &&
          near(burst) &&
          near(longer) &&
          burst.drainSeconds.max < longer.drainSeconds.min,
        because: `${burst.backlog.median} waiting orders took ${burst.drainSeconds.median} s, predicted ${burst.drainByFormula.median} s; ${longer.backlog.median} took ${longer.drainSeconds.median} s, predicted ${longer.drainByFormula.median} s (held to ${tolerance * 100} % and one service time).`,
      };
    },
  },
  {
    id: 'with-spare-capacity-few-wait',
    statement:
      'Below capacity few orders wait for half a service time. Erlang C, which takes service times for more irregular than ours, says how many may: no more of them do.',
    reach: 'ratio',
    seeds: ['002/e7', '001/blocking'],
    notShown: 'Irregular service times, which make more orders wait at the same utilisation.',
    judge: ({ below, burst }) => {
      const orders = sum(below.done);
      const { high } = shareInterval((below.waitedByErlangC.median / 100) * orders, orders, oneInAThousand);
      return {
        holds: below.waited.median <= high * 100 && below.waited.max < 50 && burst.waited.min > 50,
        because: `${below.waited.median} % of the orders waited so long below capacity (Erlang C: ${below.waitedByErlangC.median} %, with ${orders} orders up to ${Math.round(high * 100)} %), ${burst.waited.median} % in the burst.`,
      };
    },
  },
];
