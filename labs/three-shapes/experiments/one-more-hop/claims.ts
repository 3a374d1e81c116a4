import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';
import { type ShareInterval, shareInterval } from '#experiment/share-interval.ts';
import { shapes, type Variant, variantNames } from './shapes.ts';

export type Metric =
  | 'calls'
  | 'shown'
  | 'shownPercent'
  | 'productPercent'
  | 'pageMsMin'
  | 'hops'
  | 'programs'
  | 'standing'
  | 'started';
export type Parameter = 'pages' | 'timedPages' | 'lostShare' | 'hopMs';

/** How many calls a page needs, in the shapes that there are. */
const numbersOfCalls = [1, 2, 3] as const;
const processes = ['one-process', 'two-processes', 'services'] as const;
const functions = ['one-function', 'functions'] as const;

/** The pages shown in all shapes that need so many calls, with the interval that chance leaves. */
function shownWith(calls: number, results: Results<Variant, Metric>, pages: number) {
  const values = variantNames
    .filter((name) => shapes[name].calls === calls)
    .flatMap((name) => results[name].shown.values);
  const sum = values.reduce((total, value) => total + value, 0);
  return { calls, ...shareInterval(sum, values.length * pages) };
}

/**
 * Whether the samples are large enough to tell: what chance leaves open of the undivided shop does not reach to the product
 * of three calls, nor the other way round. Two calls lie between, and are told by being counted: by their share alone they
 * would take six times as many pages.
 */
const tells = (shown: readonly ShareInterval[], answered: number) => {
  const [one, , three] = shown;
  return one !== undefined && three !== undefined && one.low > answered ** 3 && three.high < answered;
};

const percent = (share: number) => `${Math.round(1000 * share) / 10} %`;
const rounded = (value: number) => Math.round(100 * value) / 100;

/** What a run of one-more-hop is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'each-call-is-a-factor',
    statement:
      'A page needs one call when the shop is undivided, two with one module apart, and three when each module is a program. It is shown as often as the product of so many calls says.',
    reach: 'ratio',
    seeds: ['004/independent-services'],
    notShown:
      'How often calls are lost in your network: the share is injected, and far above a real one. Calls that are lost together, and tries again.',
    judge(results, { pages, lostShare }) {
      const answered = 1 - lostShare;
      const shown = numbersOfCalls.map((calls) => shownWith(calls, results, pages));
      return {
        holds:
          variantNames.every(
            (name) =>
              results[name].calls.min === shapes[name].calls &&
              results[name].calls.max === shapes[name].calls,
          ) &&
          shown.every(({ calls, low, high }) => low <= answered ** calls && answered ** calls <= high) &&
          tells(shown, answered),
        because: `Of the calls ${percent(answered)} are answered. ${shown
          .map(
            ({ calls, share, low, high }) =>
              `With ${calls} a page: ${percent(share)} shown (${percent(low)} to ${percent(high)} is what chance leaves open), the product is ${percent(answered ** calls)}.`,
          )
          .join(' ')}`,
      };
    },
  },
  {
    id: 'the-longest-chain-is-waited-for',
    statement:
      'A module apart makes the page slower by one hop. Dividing the rest does not, because the page makes its calls at once: the longest chain of calls is waited for.',
    reach: 'ratio',
    seeds: ['002/s7'],
    notShown:
      'What a hop takes between containers or functions on AWS: here it is set, and the same for all. Hops that vary, of which a page waits for the slowest. Calls one after the other.',
    // The fastest of some pages is looked at, and half a hop is left on either side.
    tolerance: { loopLag: 1, sendDrift: 1, cpuTaken: 0.3 },
    judge(results) {
      const more = {
        'one module apart': results['two-processes'].hops.median - results['one-process'].hops.median,
        'a service each': results.services.hops.median - results['one-process'].hops.median,
        'a function each, compared with one function':
          results.functions.hops.median - results['one-function'].hops.median,
      };
      return {
        holds: Object.values(more).every((hops) => hops > 0.8 && hops < 1.5),
        because: `The fastest page takes longer than the undivided one by this many hops: ${Object.entries(
          more,
        )
          .map(([what, hops]) => `${rounded(hops)} (${what})`)
          .join(', ')}.`,
      };
    },
  },
  {
    id: 'processes-stand-before-the-first-request',
    statement:
      'Before the first request one, two or four processes run, and no function that a page needs has an execution environment.',
    reach: 'mechanism',
    seeds: ['004/cheaper-than-servers'],
    notShown:
      'More copies than one, which multiply what stands, a service that is scaled to no task, and an environment that Lambda now and then starts ahead of a request. What a task costs: see the fact beside it.',
    judge: (results) => ({
      holds:
        processes.every(
          (name) =>
            results[name].standing.min === shapes[name].programs.length &&
            results[name].standing.max === shapes[name].programs.length,
        ) &&
        functions.every(
          (name) =>
            results[name].programs.min === shapes[name].programs.length && results[name].standing.max === 0,
        ),
      because: `Running before the first request: ${variantNames
        .map(
          (name) =>
            `${results[name].standing.median} of ${results[name].programs.median} (${shapes[name].label})`,
        )
        .join(', ')}.`,
    }),
  },
  {
    id: 'the-first-page-starts-what-it-needs',
    statement:
      'The first page starts no process, but an execution environment for each function that it needs: one or three.',
    reach: 'mechanism',
    seeds: ['004/no-infrastructure'],
    notShown:
      'How long a cold start takes on AWS. Provisioned concurrency, which stands and is paid for like a process.',
    judge: (results) => ({
      holds:
        processes.every((name) => results[name].started.max === 0) &&
        functions.every(
          (name) =>
            results[name].started.min === shapes[name].calls &&
            results[name].started.max === shapes[name].calls,
        ),
      because: `Started by the first page: ${variantNames
        .map((name) => `${results[name].started.median} (${shapes[name].label})`)
        .join(', ')}.`,
    }),
  },
];
