import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import { shareInterval } from '#experiment/share-interval.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'once' | 'thrice' | 'default';
type Metric =
  | 'placed'
  | 'placedPercent'
  | 'predictedPercent'
  | 'invocations'
  | 'calls'
  | 'tries'
  | 'replyMsMax';
type Parameter = 'orders' | 'ratePerSecond' | 'failingShare';

/** Part of its calls that the table fails. */
export const failing = 0.3;
/**
 * How often the SDK tries: four times by default in a DynamoDB client since November 2026, three times in other clients.
 * https://github.com/aws/aws-sdk-js-v3/issues/8037
 */
export const attemptsOf: Record<Variant, number> = { once: 1, thrice: 3, default: 4 };
const variants = Object.keys(attemptsOf) as Variant[];

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);
const percent = (share: number) => `${Math.round(1000 * share) / 10} %`;

/** What a run of sdk-retries is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'the-sdk-tries-again',
    statement:
      'On the synchronous path something does retry by default: the AWS SDK in the function. Its DynamoDB client makes four attempts unless told otherwise, and with n attempts an order fails as rarely as n failures in a row happen.',
    reach: 'ratio',
    seeds: ['003/no-default-retry', '002/s13'],
    notShown:
      'Clients of other services and older versions, which make three. Failures that last: four attempts within a fraction of a second all fall into the same outage. And a write that failed after it was done: a retry needs it to be safe to repeat.',
    judge(results, { orders }) {
      const judged = variants.map((variant) => {
        const { placed, tries } = results[variant];
        const trials = orders * placed.values.length;
        return {
          variant,
          trials,
          placed: sum(placed),
          tries: [tries.min, tries.max],
          expected: 1 - failing ** attemptsOf[variant],
          ...shareInterval(sum(placed), trials),
        };
      });
      const [once, thrice] = judged;
      // The counted calls say how often it tried. A sample that leaves both shares open could not tell what they did for it.
      const tells =
        once !== undefined &&
        thrice !== undefined &&
        once.high < thrice.expected &&
        thrice.low > once.expected;
      return {
        holds:
          tells &&
          judged.every(
            ({ variant, low, high, expected, tries }) =>
              low <= expected && expected <= high && tries.every((each) => each === attemptsOf[variant]),
          ),
        because: `Placed: ${judged.map(({ variant, placed, trials, share, low, high, expected, tries }) => `${variant} ${placed} of ${trials} (${percent(share)}; ${percent(low)} to ${percent(high)} is what chance leaves open), expected ${percent(expected)}, ${tries[1]} calls for one order while every call failed`).join('; ')}.`,
      };
    },
  },
  {
    id: 'the-gateway-does-not',
    statement: 'The gateway calls the function once for every request, whatever comes of it.',
    reach: 'mechanism',
    seeds: ['003/no-default-retry'],
    notShown: 'Asynchronous events, which Lambda does try again, and messages, which come back to the queue.',
    judge: ({ once, thrice, default: byDefault }, { orders }) => ({
      holds: [once, thrice, byDefault].every(({ invocations }) =>
        invocations.values.every((count) => count === orders),
      ),
      because: `${orders} requests: ${once.invocations.median} invocations with one attempt of the SDK, ${thrice.invocations.median} with three, ${byDefault.invocations.median} by default.`,
    }),
  },
  {
    id: 'retries-cost-calls',
    statement: 'Retries cost calls: the table that fails gets more to do, by about as many calls as failed.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown: 'A table that fails because it has too much to do: there the retries are part of the problem.',
    judge({ once, thrice }, { orders }) {
      const requests = orders * thrice.calls.values.length;
      const perRequest = sum(thrice.calls) / requests;
      // One call, a second if it fails, and a third if that fails too.
      const expected = 1 + failing + failing ** 2;
      return {
        holds: sum(once.calls) === requests && Math.abs(perRequest / expected - 1) < 0.2,
        because: `Calls of the table per order: ${sum(once.calls) / requests} with one attempt, ${perRequest.toFixed(2)} with three, where the failures say ${expected.toFixed(2)}.`,
      };
    },
  },
];
