import type { ClaimDefinition } from '#experiment/define-experiment.ts';

export type Variant = 'takes-50' | 'takes-100' | 'takes-200' | 'takes-400';
type Metric = 'accepted' | 'replyMsMin' | 'replyMsP50' | 'replyMsP99' | 'restMs';
type Parameter = 'orders' | 'ratePerSecond';

const delays: Record<Variant, number> = {
  'takes-50': 50,
  'takes-100': 100,
  'takes-200': 200,
  'takes-400': 400,
};
const variants = Object.entries(delays) as [Variant, number][];

/** By how much y grows with every unit of x: the slope of the straight line that lies nearest to the points. */
function slope(points: { x: number; y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}

/** What a run of critical-path is held to show, each with every order accepted. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'every-millisecond-reaches-the-caller',
    statement:
      'The reply comes later by as much as the slowest hop takes longer, to within a fifth: along the chain delays add, and no part of them is hidden or multiplied while there is room.',
    reach: 'ratio',
    seeds: ['002/s7', '001/blocking', '001/immediate'],
    notShown:
      'A system near its limit: see near-saturation. And what the other hops take on AWS; here they are programs on one machine.',
    judge(results, { orders }) {
      const grows = slope(variants.map(([name, x]) => ({ x, y: results[name].replyMsMin.median })));
      return {
        holds:
          grows > 0.8 && grows < 1.2 && variants.every(([name]) => results[name].accepted.min === orders),
        because: `Fastest reply: ${variants.map(([name, ms]) => `${results[name].replyMsMin.median} ms at ${ms} ms`).join(', ')}. For every millisecond more in the hop the reply comes ${grows.toFixed(2)} ms later.`,
      };
    },
  },
  {
    id: 'never-sooner-than-the-slowest-hop',
    statement: 'No caller has an answer sooner than the slowest hop on the path allows.',
    reach: 'mechanism',
    seeds: ['002/s3', '002/s2'],
    notShown: 'Answers that need no work, such as refusals and what an API caches.',
    judge: (results, { orders }) => ({
      holds: variants.every(
        ([name, ms]) => results[name].accepted.min === orders && results[name].replyMsMin.min >= ms,
      ),
      because: `The fastest of all replies: ${variants.map(([name, ms]) => `${results[name].replyMsMin.min} ms where the hop takes ${ms} ms`).join(', ')}.`,
    }),
  },
];
