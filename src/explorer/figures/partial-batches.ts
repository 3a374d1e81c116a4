import { pipelineFigure } from './pipeline-figure.ts';

/** One poison message takes its batch along, unless the handler says which one failed. */
export const partialBatches = pipelineFigure({
  title: 'What comes back with a poison message',
  reading: 'Make the batches smaller; then keep them, and let the handler name what failed.',
  knobs: [
    {
      label: 'Batch size',
      aws: 'BatchSize',
      unit: 'messages',
      values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      initial: 10,
      sets: ['batchSize'],
    },
    {
      label: 'The handler names what failed',
      aws: 'ReportBatchItemFailures',
      values: [0, 1],
      isBox: true,
      initial: 0,
      sets: ['reportBatchItemFailures'],
    },
  ],
  seconds: 30,
  settings: ([batchSize = 1, reportsFailures = 0]) => ({
    pipeline: 'queued',
    arrivals: 'even',
    arrivalRate: 0,
    burstRate: 400,
    burstStart: 0,
    burstSeconds: 1,
    serviceMs: 100,
    timeout: 1,
    maximumConcurrency: 2,
    batchSize,
    reportBatchItemFailures: reportsFailures === 1,
    visibilityTimeout: 1,
    maxReceiveCount: 3,
    poisonShare: 0.04,
  }),
  panels: [
    {
      title: 'Messages in the dead-letter queue',
      unit: 'messages',
      lines: [{ label: 'dead letters', of: ({ deadLetters }) => deadLetters, summed: true }],
      least: 40,
    },
  ],
  results: [
    {
      label: 'Orders that can never succeed',
      of: ({ orders, counts }) => counts.sent - orders.stored - orders.waiting - orders.inFlight,
    },
    { label: 'Dead letters', of: ({ counts }) => counts.deadLetters },
    {
      label: 'Of these with an order that is stored',
      of: ({ counts, orders }) => counts.deadLetters - orders.deadLettered,
    },
    { label: 'Writes of orders that were stored already', of: ({ counts }) => counts.duplicates },
  ],
});
