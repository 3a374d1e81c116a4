import { pipelineFigure } from './pipeline-figure.ts';

/** A visibility timeout that ends before the work does makes a second delivery. */
export const visibility = pipelineFigure({
  title: 'The timeout ends while the handler works',
  reading: 'Move either knob until the two lines part: from there on, orders are worked on twice.',
  knobs: [
    {
      label: 'Visibility timeout',
      aws: 'VisibilityTimeout',
      unit: 's',
      values: [1, 2, 3, 4, 5, 6, 8, 10, 12],
      initial: 5,
      sets: ['visibilityTimeout'],
    },
    {
      label: 'Service time, on average',
      unit: 'ms',
      values: [500, 1000, 1500, 2000, 3000, 4000, 6000, 8000],
      initial: 2000,
      sets: ['serviceMs'],
    },
  ],
  seconds: 120,
  settings: ([visibilityTimeout = 0, serviceMs = 0]) => ({
    pipeline: 'queued',
    arrivalRate: 1,
    serviceMs,
    serviceSpread: 0.3,
    timeout: 30,
    maximumConcurrency: 50,
    visibilityTimeout,
    maxReceiveCount: 3,
  }),
  panels: [
    {
      title: 'Orders stored, and charges if each delivery charges',
      unit: 'so far',
      lines: [
        { label: 'charges', of: ({ stored, duplicates }) => stored + duplicates, summed: true },
        { label: 'orders stored', of: ({ stored }) => stored, summed: true },
      ],
      least: 200,
    },
  ],
  results: [
    {
      label: 'Deliveries for each order',
      of: ({ counts }) => counts.received / Math.max(1, counts.answered),
    },
    { label: 'Charges too many', of: ({ counts }) => counts.duplicates },
    { label: 'Messages in the dead-letter queue', of: ({ counts }) => counts.deadLetters },
  ],
});
