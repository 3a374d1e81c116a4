import type { Settings } from '../model/settings.ts';
import type { Simulation } from '../model/simulation.ts';
import { pipelineFigure } from './pipeline-figure.ts';

const serviceMs = 200;
const burstStart = 5;

const burstEnd = ({ burstSeconds }: Settings) => burstStart + burstSeconds;

/** Orders that wait when the burst ends. */
const backlog = ({ settings, course }: Simulation) =>
  course.find(({ at }) => at >= burstEnd(settings))?.waiting ?? 0;

/** Time to drain = backlog ÷ (capacity − arrivals). */
export const drain = pipelineFigure({
  title: 'A burst, and how long it takes to drain',
  reading: 'Two consumers do exactly what goes on arriving. See what the third one changes, and the tenth.',
  knobs: [
    {
      label: 'Length of the burst',
      unit: 's',
      values: [1, 2, 4, 6, 8, 10, 12, 15, 20],
      initial: 10,
      sets: ['burstSeconds'],
    },
    {
      label: 'Consumers',
      aws: 'MaximumConcurrency',
      values: [2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20],
      initial: 5,
      sets: ['maximumConcurrency'],
    },
  ],
  seconds: 120,
  settings: ([burstSeconds = 0, maximumConcurrency = 0]) => ({
    pipeline: 'queued',
    arrivals: 'even',
    arrivalRate: 10,
    burstRate: 100,
    burstStart,
    burstSeconds,
    serviceMs,
    maximumConcurrency,
  }),
  panels: [
    {
      title: 'Backlog',
      unit: 'orders that wait',
      lines: [{ label: 'waiting', of: ({ waiting }) => waiting }],
      least: 1000,
    },
    {
      title: 'Age of the oldest',
      unit: 's',
      lines: [{ label: 'age', of: ({ oldestMs }) => oldestMs / 1000 }],
      least: 40,
    },
  ],
  results: [
    { label: 'Backlog when the burst ends', unit: 'orders', of: backlog },
    {
      label: 'Backlog ÷ (capacity − arrivals)',
      unit: 's',
      of: (simulation) => {
        const { maximumConcurrency, arrivalRate } = simulation.settings;
        const spare = maximumConcurrency / (serviceMs / 1000) - arrivalRate;
        return spare > 0 ? backlog(simulation) / spare : 'never';
      },
    },
    {
      label: 'Drained in the run after',
      unit: 's',
      of: ({ settings, course }) => {
        const end = burstEnd(settings);
        const empty = course.find(({ at, waiting }) => at >= end && waiting === 0);
        return empty ? empty.at - end : 'not in this run';
      },
    },
  ],
});
