import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';

export type Variant =
  | 'monolith-1'
  | 'monolith-3'
  | 'services-1'
  | 'services-optional'
  | 'one-function'
  | 'functions';
export const defects = ['crash', 'again', 'leak', 'loop'] as const;
export type Defect = (typeof defects)[number];
type Metric = 'testsPassed' | `${Defect}${'Unrelated' | 'Pages'}` | `${Exclude<Defect, 'loop'>}Lost`;
type Parameter = 'tests' | 'unrelated' | 'pages' | 'intervalMs' | 'leaks' | 'tries' | 'replaceMs' | 'checkMs';

/** In percent: far above chance, and far below what a part that is gone for most of the time costs. */
const many = 25;

/** The shares of failed requests of a variant over all defects, from the least to the most. */
function range(
  of: Results<Variant, Metric>[Variant],
  what: 'Unrelated' | 'Pages',
  by: readonly Defect[] = defects,
) {
  const shares = by.map((defect) => of[`${defect}${what}`]);
  return { min: Math.min(...shares.map(({ min }) => min)), max: Math.max(...shares.map(({ max }) => max)) };
}
const inWords = ({ min, max }: { min: number; max: number }) =>
  min === max ? `${rounded(min)} %` : `${rounded(min)} to ${rounded(max)} %`;
const rounded = (share: number) => Math.round(10 * share) / 10;

/** What a run of one-part-fails is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'one-api-in-every-shape',
    statement:
      'The same modules pass the same tests of their API as one process, as services, as one function and as functions.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'What a test of an API does not ask for: time, load, and who may deploy what.',
    judge: (results, { tests }) => ({
      holds: tests > 0 && Object.values(results).every(({ testsPassed }) => testsPassed.min === tests),
      because: `Tests passed, of ${tests}: ${Object.values(results)
        .map(({ testsPassed }) => testsPassed.min)
        .join(', ')}.`,
    }),
  },
  {
    id: 'one-process-falls-together',
    statement:
      'A crash, a leak and an endless loop in one module each fail more than a quarter of the requests to unrelated endpoints when the shop is one process, and none of them when each module is a service.',
    reach: 'mechanism',
    seeds: ['004/tightly-coupled', '004/independent-services'],
    notShown:
      'How often modules have such defects, and how long a container takes to come back. A database that all services share.',
    judge(results) {
      const together = range(results['monolith-1'], 'Unrelated');
      const apart = range(results['services-1'], 'Unrelated');
      return {
        holds: together.min > many && apart.max === 0,
        because: `Of the requests to catalogue and orders ${inWords(together)} failed with one process, by defect, and ${inWords(apart)} with services.`,
      };
    },
  },
  {
    id: 'replicas-hold-what-strikes-once',
    statement:
      'With three processes of the whole shop behind a load balancer, a crash or an endless loop that strikes one of them fails less than half as many requests to unrelated endpoints as with a single process.',
    reach: 'ratio',
    seeds: ['004/tightly-coupled'],
    notShown: 'Two processes that are too few for the load when the third is gone.',
    judge({ 'monolith-1': one, 'monolith-3': three }) {
      const kinds = ['crashUnrelated', 'loopUnrelated'] as const;
      return {
        holds: three.crashLost.max === 1 && kinds.every((kind) => 2 * three[kind].max < one[kind].min),
        because: kinds
          .map(
            (kind) =>
              `${kind === 'crashUnrelated' ? 'Crash' : 'Loop'}: ${inWords(one[kind])} of these requests failed with one process, ${inWords(three[kind])} with three.`,
          )
          .join(' '),
      };
    },
  },
  {
    id: 'what-comes-again-reaches-all',
    statement:
      'Three processes do not hold what reaches each of them: a crashing request that is sent again at every error, and a leak in which all of them share, take at least three processes, and fail more than twice as many requests to unrelated endpoints as one crash does.',
    reach: 'ratio',
    seeds: ['004/tightly-coupled'],
    notShown: 'A leak that takes days: its processes reach the limit further apart.',
    judge({ 'monolith-3': three }) {
      const worse = Math.min(three.againUnrelated.min, three.leakUnrelated.min);
      return {
        holds: Math.min(three.againLost.min, three.leakLost.min) >= 3 && worse > 2 * three.crashUnrelated.max,
        because: `Sent once, the request took ${three.crashLost.median} of three processes, and ${inWords(three.crashUnrelated)} of the others’ requests failed. Sent again at every error it took ${three.againLost.median}, and ${inWords(three.againUnrelated)} failed. The leak took ${three.leakLost.median}, and ${inWords(three.leakUnrelated)} failed.`,
      };
    },
  },
  {
    id: 'who-calls-fails-too',
    statement:
      'Services do not hold the failure from whoever calls across them: of the pages that need the service with the defect more than a quarter fail. With a deadline and a fallback none does.',
    reach: 'mechanism',
    seeds: ['004/others-continue', '004/independent-services'],
    notShown:
      'Whether a page without recommendations is worth showing. A call that writes, and that has no fallback.',
    judge({ 'services-1': needed, 'services-optional': optional }) {
      const [with_, without] = [range(needed, 'Pages'), range(optional, 'Pages')];
      return {
        holds: with_.min > many && without.max === 0 && range(optional, 'Unrelated').max === 0,
        because: `Pages that failed, by defect: ${inWords(with_)} when they need the recommendations, ${inWords(without)} when they can do without.`,
      };
    },
  },
  {
    id: 'an-environment-holds-one-request',
    statement:
      'In functions a crash and an endless loop fail no request but those that meet them, also when the whole shop is a single function. What holds them there is that a request has an execution environment to itself, and not how the code is divided. A leak stays in the environment for the next request, and fails fewer than half as many as with one process.',
    reach: 'mechanism',
    seeds: ['004/three-peers'],
    notShown:
      'A function whose concurrency is used up by requests that hang until its timeout, or an account where all functions share what is left.',
    judge(results) {
      const shapes = ['one-function', 'functions'] as const;
      const most = (by: readonly Defect[]) =>
        shapes.map((name) =>
          Math.max(range(results[name], 'Unrelated', by).max, range(results[name], 'Pages', by).max),
        );
      const [strikes, leak] = [most(['crash', 'again', 'loop']), most(['leak'])];
      const together = range(results['monolith-1'], 'Unrelated');
      return {
        holds:
          together.min > many &&
          strikes.every((share) => share === 0) &&
          leak.every((share) => 2 * share < results['monolith-1'].leakUnrelated.min),
        because: `Of other requests at most ${listed(strikes)} failed by crashes and loops, and at most ${listed(leak)} by the leak, with one function and with four. With the same code in one process it was ${inWords(together)}, by defect.`,
      };
    },
  },
];

const listed = (shares: number[]) => shares.map((share) => `${rounded(share)} %`).join(' and ');
