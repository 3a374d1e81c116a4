import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import { shareInterval } from '#experiment/share-interval.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'once' | 'thrice';
type Metric = 'placed' | 'placedPercent' | 'predictedPercent' | 'invocations' | 'calls' | 'replyMsMax';
type Parameter = 'orders' | 'ratePerSecond' | 'failingShare';

/** Part of its calls that the table fails. */
export const failing = 0.3;

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);
const percent = (share: number) => `${Math.round(1000 * share) / 10} %`;

/** What a run of sdk-retries is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'the-sdk-tries-again',
    statement:
      'On the synchronous path something does retry by default: the AWS SDK in the function. With its three attempts an order fails as rarely as three failures in a row happen.',
    reach: 'ratio',
    seeds: ['003/no-default-retry', '002/s13'],
    notShown:
      'Failures that last: three attempts within a fraction of a second all fall into the same outage. And a write that failed after it was done: a retry needs it to be safe to repeat.',
    judge(results, { orders }) {
      const judged = (
        [
          ['once', 1],
          ['thrice', 3],
        ] as const
      ).map(([variant, attempts]) => {
        const { placed } = results[variant];
        const trials = orders * placed.values.length;
        return {
          variant,
          trials,
          placed: sum(placed),
          expected: 1 - failing ** attempts,
          ...shareInterval(sum(placed), trials),
        };
      });
      const [once, thrice] = judged;
      return {
        holds:
          judged.every(({ low, high, expected }) => low <= expected && expected <= high) &&
          (once?.high ?? 1) < (thrice?.low ?? 0),
        because: `Placed: ${judged.map(({ variant, placed, trials, share, low, high, expected }) => `${variant} ${placed} of ${trials} (${percent(share)}; ${percent(low)} to ${percent(high)} is what chance leaves open), expected ${percent(expected)}`).join('; ')}.`,
      };
    },
  },
  {
    id: 'the-gateway-does-not',
    statement: 'The gateway calls the function once for every request, whatever comes of it.',
    reach: 'mechanism',
    seeds: ['003/no-default-retry'],
    notShown: 'Asynchronous events, which Lambda does try again, and messages, which come back to the queue.',
    judge: ({ once, thrice }, { orders }) => ({
      holds: [once, thrice].every(({ invocations }) => invocations.values.every((count) => count === orders)),
      because: `${orders} requests: ${once.invocations.median} invocations with one attempt of the SDK, ${thrice.invocations.median} with three.`,
    }),
  },
  {
    id: 'retries-cost-calls',
    statement:
      'Retries are paid in calls: the table that fails gets more to do, by about as many calls as failed.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown: 'A table that fails because it has too much to do: there the retries are part of the problem.',
    judge({ once, thrice }, { orders }) {
      const requests = orders * thrice.calls.values.length;
      const perRequest = sum(thrice.calls) / requests;
      // One call, a second if it fails, a third if that fails too.
      const expected = 1 + failing + failing ** 2;
      return {
        holds: sum(once.calls) === requests && Math.abs(perRequest / expected - 1) < 0.15,
        because: `Calls of the table per order: ${sum(once.calls) / requests} with one attempt, ${perRequest.toFixed(2)} with three, where the failures say ${expected.toFixed(2)}.`,
      };
    },
  },
];
