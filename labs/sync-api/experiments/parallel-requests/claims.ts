import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';

type Variant = 'one' | 'five' | 'ten' | 'twenty';
type Metric = 'accepted' | 'refused' | 'overlap' | 'lastReplyMs' | 'lastRefusalMs';
type Parameter = 'concurrency' | 'serviceMs';

const callers: Record<Variant, number> = { one: 1, five: 5, ten: 10, twenty: 20 };
const variants = Object.keys(callers) as Variant[];

const forEach = (results: Results<Variant, Metric>, tell: (variant: Variant) => string) =>
  variants
    .filter((variant) => variant in results)
    .map(tell)
    .join('; ');

/** What a run of parallel-requests is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'side-by-side-up-to-the-limit',
    statement:
      'Requests overlap: the function works on as many orders at the same time as there are callers, one per execution environment, and on no more than its concurrency limit.',
    reach: 'mechanism',
    seeds: ['002/s10', '000/blocking'],
    notShown:
      'How fast new execution environments start: all were warm. On AWS a function gets up to 1,000 more every 10 seconds.',
    judge: (results, { concurrency }) => ({
      // The median: once in a long while a busy machine starts the last caller after the first one is done.
      holds: variants.every(
        (variant) =>
          results[variant].overlap.median === Math.min(callers[variant], concurrency) &&
          results[variant].overlap.max <= concurrency,
      ),
      because: `Worked on at the same time: ${forEach(results, (variant) => `${results[variant].overlap.median} of ${callers[variant]}`)}; the limit is ${concurrency}.`,
    }),
  },
  {
    id: 'not-one-after-another',
    statement:
      'The last of several simultaneous callers waits for less than half of the time that it would take to serve them one after another.',
    reach: 'ratio',
    seeds: ['002/s10', '002/s7', '001/blocking'],
    notShown:
      'A shared resource behind the function that serves one after another, such as a single row or a lock: that would bring the sequence back.',
    judge: (results) => ({
      holds: variants.every((variant) => {
        const { accepted, lastReplyMs } = results[variant];
        const inSequence = accepted.median * results.one.lastReplyMs.median;
        return accepted.median === 1 || lastReplyMs.median < inSequence / 2;
      }),
      because: `Until the last accepted order was answered: ${forEach(results, (variant) => `${results[variant].lastReplyMs.median} ms with ${callers[variant]}`)}.`,
    }),
  },
  {
    id: 'busy-is-not-down',
    statement:
      'While it works on orders the system takes more of them: nobody is refused up to the concurrency limit, and above it the excess is, before the last accepted order is answered.',
    reach: 'mechanism',
    seeds: ['002/s6', '002/s9'],
    notShown:
      'Which status a refused caller sees on AWS, and the limit of the account, which all functions share.',
    judge: (results, { concurrency }) => ({
      holds: variants.every((variant) => {
        const { accepted, refused, lastRefusalMs, lastReplyMs } = results[variant];
        return (
          accepted.median === Math.min(callers[variant], concurrency) &&
          refused.median === Math.max(0, callers[variant] - concurrency) &&
          lastRefusalMs.median < lastReplyMs.median
        );
      }),
      because: `Refused: ${forEach(results, (variant) => `${results[variant].refused.median} of ${callers[variant]}`)}. The last refusal came after ${results.twenty.lastRefusalMs.median} ms, the last order was answered after ${results.twenty.lastReplyMs.median} ms.`,
    }),
  },
];
