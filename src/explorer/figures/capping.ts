import { pipelineFigure } from './pipeline-figure.ts';

const serviceMs = 150;

/** A queue protects a table only if its consumers are capped. */
export const capping = pipelineFigure({
  title: 'A burst behind a cap',
  reading:
    'Raise the cap: from some value on the queue is empty no sooner, and the table refuses writes. Which value that is follows from the table.',
  knobs: [
    {
      label: 'Cap of the consumers',
      aws: 'MaximumConcurrency',
      unit: 'at a time',
      values: [2, 3, 4, 5, 6, 8, 10, 15, 20],
      initial: 3,
      sets: ['maximumConcurrency'],
    },
    {
      label: 'What the table takes',
      aws: 'WriteCapacityUnits',
      unit: 'writes a second',
      values: [10, 20, 30, 40, 60, 80],
      initial: 20,
      sets: ['writeCapacity'],
    },
  ],
  seconds: 40,
  settings: ([maximumConcurrency = 0, writeCapacity = 0]) => ({
    pipeline: 'queued',
    arrivals: 'even',
    arrivalRate: 0,
    burstRate: 200,
    burstStart: 0,
    burstSeconds: 1,
    serviceMs,
    maximumConcurrency,
    writeCapacity,
    visibilityTimeout: 6,
    maxReceiveCount: 20,
  }),
  panels: [
    {
      title: 'Orders not stored yet',
      unit: 'orders',
      lines: [{ label: 'not stored', of: ({ waiting, inFlight }) => waiting + inFlight }],
      least: 200,
    },
    {
      title: 'Writes that the table refuses',
      unit: 'per second',
      lines: [{ label: 'refused', of: ({ failures }, seconds) => failures / seconds }],
      least: 60,
    },
  ],
  results: [
    {
      label: 'Writes a second × seconds an order takes',
      of: ({ settings: { writeCapacity } }) => (writeCapacity * serviceMs) / 1000,
    },
    { label: 'Writes refused', of: ({ counts }) => counts.tableThrottles },
    {
      label: 'All stored after',
      unit: 's',
      of: ({ course, counts }) => {
        let stored = 0;
        const last = course.find((sample) => {
          stored += sample.stored;
          return stored === counts.sent && sample.at > 1;
        });
        return last?.at ?? 'not in this run';
      },
    },
  ],
});
