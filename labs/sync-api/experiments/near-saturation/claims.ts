import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import { rangeByChance } from '#experiment/loss-system.ts';
import { erlangB } from '#experiment/models.ts';
import type { Summary } from '#experiment/summary.ts';

export type Variant = 'half' | 'four-fifths' | 'full' | 'over';
type Metric =
  | 'counted'
  | 'refused'
  | 'refusedPercent'
  | 'erlangLeast'
  | 'erlangMost'
  | 'heldMs'
  | 'replyMsP50';
type Parameter = 'callers' | 'settleMs' | 'concurrency' | 'serviceMs';

/** Part of what the function can do that arrives, by variant. */
export const loads: Record<Variant, number> = { half: 0.5, 'four-fifths': 0.8, full: 1, over: 1.5 };
const variants = Object.keys(loads) as Variant[];

/** Arrivals per second that make a load. */
export const rateAt = (
  load: number,
  { concurrency, serviceMs }: Pick<Record<Parameter, number>, 'concurrency' | 'serviceMs'>,
) => (load * concurrency * 1000) / serviceMs;

/** What Erlang B says is refused when every order holds an execution environment for `heldMs`, as a share. */
export const refusedByErlang = (variant: Variant, parameters: Record<Parameter, number>, heldMs: number) =>
  erlangB(parameters.concurrency, (rateAt(loads[variant], parameters) * heldMs) / 1000);

/** What chance alone makes of that in as many repetitions, of as many callers, as were measured. */
function range(variant: Variant, parameters: Record<Parameter, number>, heldMs: number, repetitions: number) {
  const ratePerSecond = rateAt(loads[variant], parameters);
  const { callers: arrivals, concurrency: servers, settleMs } = parameters;
  return rangeByChance({ servers, arrivals, ratePerSecond, serviceMs: heldMs, settleMs }, repetitions);
}

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);
const percent = (share: number) => `${Math.round(1000 * share) / 10} %`;

/** What a run of near-saturation is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'erlang-b-says-how-many',
    statement:
      'A function at its concurrency limit is a loss system: Erlang B, fed with the arrival rate and the time that an order holds an execution environment, predicts how many callers are refused, at each of the four loads.',
    reach: 'ratio',
    seeds: ['002/s9', '003/threshold'],
    notShown:
      'Callers who try again (see retry-storm), bursts that are not random arrivals, and the ramp at which AWS adds execution environments.',
    judge(results, parameters) {
      const judged = variants.map((variant) => {
        const { counted, refused, heldMs } = results[variant];
        const share = sum(refused) / sum(counted);
        // From outside nobody sees how long an order holds its environment: longer than the service time, and not
        // longer than its caller waits.
        const { serviceMs } = parameters;
        const { low } = range(variant, parameters, serviceMs, counted.values.length);
        const { high } = range(variant, parameters, heldMs.median, counted.values.length);
        const expected = [serviceMs, heldMs.median].map((ms) => refusedByErlang(variant, parameters, ms));
        return { variant, share, low, high, expected };
      });
      // A sample whose chance reaches to the value of the load before could not tell the formula from a wrong one.
      const tells = judged.every(({ low }, index) => low > (judged[index - 1]?.expected[0] ?? -1));
      return {
        holds: tells && judged.every(({ share, low, high }) => share >= low && share <= high),
        because: `Refused (Erlang B for the service time alone and for the whole wait; what chance leaves open with as many callers): ${judged.map(({ variant, share, expected, low, high }) => `at ${percent(loads[variant])} load ${percent(share)} (${expected.map(percent).join(' and ')}; ${percent(low)} to ${percent(high)})`).join(', ')}.`,
      };
    },
  },
  {
    id: 'refused-before-it-is-full',
    statement:
      'Callers who come at random are refused at four fifths of the load that the function can do, and a larger share of them at each of the four loads than at the one before.',
    reach: 'mechanism',
    seeds: ['003/threshold', '002/s9'],
    notShown:
      'A load at which nobody is refused: by Erlang B there is none, only one at which it seldom happens. And a large limit: the more environments there are, the nearer to full the refusals begin to be many.',
    judge: (results) => ({
      holds:
        results['four-fifths'].refused.min > 0 &&
        variants.every((variant, index) => {
          const before = variants[index - 1];
          return before === undefined || share(results[variant]) > share(results[before]);
        }),
      because: `Refused: ${variants.map((variant) => `${percent(share(results[variant]))} at ${percent(loads[variant])} load`).join(', ')}.`,
    }),
  },
  {
    id: 'the-cliff-is-refusals',
    statement:
      'At one and a half times the capacity the median reply of who is served takes no more than a quarter longer than at half of it: nobody waits in a queue, the excess is refused.',
    reach: 'ratio',
    seeds: ['002/s7', '002/s9'],
    notShown:
      'A hop with a queue in front, such as a pool of database connections: there the waiting grows steeply instead.',
    judge: ({ half, over }) => ({
      // A third of the load is too much. One refusal among many orders is no cliff.
      holds:
        over.replyMsP50.median < 1.25 * half.replyMsP50.median &&
        share(over) > 2 * share(half) &&
        share(over) > (1 - 1 / loads.over) / 2,
      because: `Median reply of who was served: ${half.replyMsP50.median} ms at half load, ${over.replyMsP50.median} ms at one and a half. Refused: ${percent(share(half))} and ${percent(share(over))}.`,
    }),
  },
];

const share = ({ refused, counted }: Record<Metric, Summary>) => sum(refused) / sum(counted);
