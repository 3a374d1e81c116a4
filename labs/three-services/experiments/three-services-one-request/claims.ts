import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';
import { shareInterval } from '#experiment/share-interval.ts';

type Way = 'serial' | 'parallel' | 'fallback';
export type Variant = `${Way}-${'alb' | 'api'}`;
type Metric = 'pageMsMin' | 'pageMsP50' | 'shown' | 'partial' | 'shownPercent' | 'productPercent';
type Parameter =
  | 'healthyPages'
  | 'pages'
  | 'ratePerSecond'
  | 'failingShare'
  | 'priceMs'
  | 'stockMs'
  | 'reviewsMs';

export const waysOf: Record<Variant, { way: Way; front: 'load-balancer' | 'http-api' }> = {
  'serial-alb': { way: 'serial', front: 'load-balancer' },
  'parallel-alb': { way: 'parallel', front: 'load-balancer' },
  'fallback-alb': { way: 'fallback', front: 'load-balancer' },
  'serial-api': { way: 'serial', front: 'http-api' },
  'parallel-api': { way: 'parallel', front: 'http-api' },
  'fallback-api': { way: 'fallback', front: 'http-api' },
};

/** Part of the calls that each service fails. */
export const failing = 0.2;
/** How many services a page needs. */
export const hops: Record<Way, number> = { serial: 3, parallel: 3, fallback: 1 };
const fronts = ['alb', 'api'] as const;

/** The share of pages shown, over both fronts and all repetitions, with the interval that chance leaves. */
function shown(results: Results<Variant, Metric>, ways: Way[], pages: number) {
  const values = ways.flatMap((way) => fronts.flatMap((front) => results[`${way}-${front}`].shown.values));
  const sum = values.reduce((total, value) => total + value, 0);
  return { sum, of: values.length * pages, ...shareInterval(sum, values.length * pages) };
}

const percent = (share: number) => `${Math.round(1000 * share) / 10} %`;
const inWords = ({ sum, of, share, low, high }: ReturnType<typeof shown>) =>
  `${sum} of ${of} pages (${percent(share)}; ${percent(low)} to ${percent(high)} is what chance leaves open)`;
const contains = ({ low, high }: { low: number; high: number }, share: number) =>
  low <= share && share <= high;

/** What a run of three-services-one-request is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'serial-adds-parallel-overlaps',
    statement:
      'Asked one after another the services’ times add up; asked all at once they overlap, and the page takes less than three quarters of that time and no less than the slowest of them. It is so behind either front.',
    reach: 'ratio',
    seeds: ['000/blocking', '002/s7', '001/blocking'],
    notShown:
      'What each front costs on AWS, and a service that gets slower because three callers ask at once.',
    judge: (results, { priceMs, stockMs, reviewsMs }) => ({
      holds: fronts.every((front) => {
        const serial = results[`serial-${front}`];
        const parallel = results[`parallel-${front}`];
        return (
          serial.pageMsMin.min >= priceMs + stockMs + reviewsMs &&
          parallel.pageMsMin.min >= Math.max(priceMs, stockMs, reviewsMs) &&
          parallel.pageMsP50.median < 0.75 * serial.pageMsP50.median
        );
      }),
      because: `Services of ${priceMs}, ${stockMs} and ${reviewsMs} ms. Median page: ${fronts.map((front) => `${results[`serial-${front}`].pageMsP50.median} ms one after another and ${results[`parallel-${front}`].pageMsP50.median} ms at once behind the ${waysOf[`serial-${front}`].front}`).join('; ')}.`,
    }),
  },
  {
    id: 'availabilities-multiply',
    statement:
      'A page that needs three services is shown as often as the product of their availabilities says, less often than any one of them answers. Asking at once does not help.',
    reach: 'ratio',
    seeds: ['002/s5', '004/others-continue'],
    notShown:
      'Failures that come together, as when the three share a database: then the product is too pessimistic, and a fallback helps less.',
    judge(results, { pages }) {
      const serial = shown(results, ['serial'], pages);
      const parallel = shown(results, ['parallel'], pages);
      const product = (1 - failing) ** 3;
      return {
        holds: [serial, parallel].every((each) => contains(each, product) && !contains(each, 1 - failing)),
        because: `Each service answers ${percent(1 - failing)} of the calls; the product of three is ${percent(product)}. Shown one after another: ${inWords(serial)}; at once: ${inWords(parallel)}.`,
      };
    },
  },
  {
    id: 'a-fallback-leaves-the-product',
    statement:
      'A service whose answer the page can do without no longer counts: with fallbacks for two of three the page is shown as often as the one that is left answers, with parts missing.',
    reach: 'ratio',
    seeds: ['004/others-continue', '002/s5', '002/s13'],
    notShown: 'Whether a page with parts missing is worth showing: that is not for the system to say.',
    judge(results, { pages }) {
      const fallback = shown(results, ['fallback'], pages);
      const partial = fronts.flatMap((front) => results[`fallback-${front}`].partial.values);
      const product = (1 - failing) ** 3;
      return {
        holds:
          contains(fallback, 1 - failing) &&
          !contains(fallback, product) &&
          partial.every((count) => count > 0),
        because: `One service that is needed answers ${percent(1 - failing)}, three would make ${percent(product)}. Shown with fallbacks: ${inWords(fallback)}, ${partial.reduce((total, count) => total + count, 0)} of them with a part missing.`,
      };
    },
  },
];
