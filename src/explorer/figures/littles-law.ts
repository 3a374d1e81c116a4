import { pipelineFigure } from './pipeline-figure.ts';

/** Concurrency = rate × time. */
export const littlesLaw = pipelineFigure({
  title: 'How many are worked on at the same time',
  reading: 'Double either knob: the line goes up by the same. The level line is rate × time.',
  knobs: [
    {
      label: 'Arrival rate',
      unit: 'per second',
      values: [5, 10, 15, 20, 30, 40, 50, 60, 80, 100],
      initial: 20,
      sets: ['arrivalRate'],
    },
    {
      label: 'Service time',
      unit: 'ms',
      values: [50, 100, 200, 300, 400, 600, 800, 1200, 1600],
      initial: 200,
      sets: ['serviceMs'],
    },
  ],
  seconds: 300,
  settings: ([arrivalRate = 0, serviceMs = 0]) => ({ pipeline: 'sync', arrivalRate, serviceMs }),
  panels: [
    {
      title: 'In flight',
      unit: 'orders',
      lines: [{ label: 'in flight', of: ({ inFlight }) => inFlight }],
      level: {
        label: 'rate × time',
        of: ({ settings: { arrivalRate, serviceMs } }) => (arrivalRate * serviceMs) / 1000,
      },
      least: 20,
    },
  ],
  results: [
    {
      label: 'Rate × time',
      unit: 'orders',
      of: ({ settings: { arrivalRate, serviceMs } }) => (arrivalRate * serviceMs) / 1000,
    },
    { label: 'In flight in the run, on average', unit: 'orders', of: ({ meanOpen }) => meanOpen },
  ],
});
