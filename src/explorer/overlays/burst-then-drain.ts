import type { Simulation } from '../model/simulation.ts';
import type { Overlay } from './overlay.ts';

/** Seconds of the burst of each variant. */
const bursts = { burst: 1, 'longer-burst': 2 };

/** Seconds from the end of the burst until no order waits. */
function drained({ course }: Simulation, burstSeconds: number): number {
  return (
    (course.find(({ at, waiting }) => at > burstSeconds && waiting === 0)?.at ?? Infinity) - burstSeconds
  );
}

/** Arrivals at random in the run, evenly in the model: a few orders, and the time that they take. */
export const burstThenDrain: Overlay[] = Object.entries(bursts).map(([variant, burstSeconds]) => ({
  experiment: 'queued-api/burst-then-drain',
  variant,
  settings: {
    pipeline: 'queued',
    arrivals: 'even',
    arrivalRate: 5,
    burstRate: 50,
    burstStart: 0,
    burstSeconds,
    seconds: 10,
    serviceMs: 200,
    maximumConcurrency: 5,
    batchSize: 1,
  },
  figures: [
    {
      metric: 'backlog',
      of: ({ course }) => course.find(({ at }) => at >= burstSeconds)?.waiting ?? 0,
      within: { share: 0.25 },
    },
    {
      metric: 'drainSeconds',
      of: (simulation) => drained(simulation, burstSeconds),
      within: { share: 0.35 },
    },
    {
      metric: 'oldestMs',
      of: ({ course }) => Math.max(...course.map(({ oldestMs }) => oldestMs)),
      within: { share: 0.25 },
    },
  ],
}));
