import { pipelineFigure } from './pipeline-figure.ts';

const limit = 10;
const serviceMs = 200;
const capacity = limit / (serviceMs / 1000);

/** Retries find room where there is some, and make an overload larger where there is none. */
export const retries = pipelineFigure({
  title: 'What a second attempt is worth',
  reading:
    'Below capacity retries place the orders that chance refused. Above it they place no more, and make more attempts. Here a refusal costs the function nothing, so there is no storm. The storm above needs attempts that cost work and fail all the same.',
  knobs: [
    {
      label: 'Attempts',
      unit: 'at most',
      values: [1, 2, 3, 4, 5, 6, 8],
      initial: 1,
      sets: ['attempts'],
    },
    {
      label: 'Load',
      unit: '% of the capacity',
      values: [50, 60, 70, 80, 90, 100, 120, 150, 200],
      initial: 80,
      sets: ['arrivalRate'],
    },
  ],
  seconds: 60,
  settings: ([attempts = 1, load = 0]) => ({
    pipeline: 'sync',
    arrivalRate: (load / 100) * capacity,
    reservedConcurrency: limit,
    serviceMs,
    attempts,
  }),
  panels: [
    {
      title: 'Orders that come, and attempts',
      unit: 'per second',
      lines: [
        { label: 'attempts', of: ({ attempts }, seconds) => attempts / seconds },
        { label: 'orders', of: ({ sent }, seconds) => sent / seconds },
      ],
      least: 200,
    },
    {
      title: 'Orders placed',
      unit: 'per second',
      lines: [{ label: 'placed', of: ({ stored }, seconds) => stored / seconds }],
      level: { label: 'capacity', of: () => capacity },
      least: 80,
    },
  ],
  results: [
    { label: 'Placed', unit: '%', of: ({ orders, counts }) => (100 * orders.stored) / counts.sent },
    { label: 'Attempts for each order', of: ({ counts }) => counts.attempts / counts.sent },
  ],
});
