import { pipelineFigure } from './pipeline-figure.ts';

const serviceMs = 100;

/** Share refused of those who come at random and go away when they are refused. */
function erlangB(servers: number, load: number): number {
  let refused = 1;
  for (let server = 1; server <= servers; server += 1) refused = (load * refused) / (server + load * refused);
  return refused;
}

/** Callers are refused before the average reaches the limit. */
export const cliff = pipelineFigure({
  title: 'Refused before the average is full',
  reading: 'Below 100 % the average fits, and its peaks do not. Then raise the limit and keep the load.',
  knobs: [
    {
      label: 'Load',
      unit: '% of the limit',
      values: [20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 150],
      initial: 80,
      sets: ['arrivalRate'],
    },
    {
      label: 'Concurrency limit',
      aws: 'ReservedConcurrentExecutions',
      values: [2, 5, 10, 20, 50],
      initial: 5,
      sets: ['reservedConcurrency', 'arrivalRate'],
    },
  ],
  seconds: 180,
  settings: ([load = 0, limit = 1]) => ({
    pipeline: 'sync',
    serviceMs,
    reservedConcurrency: limit,
    arrivalRate: ((load / 100) * limit) / (serviceMs / 1000),
  }),
  panels: [
    {
      title: 'In flight',
      unit: 'orders',
      lines: [{ label: 'in flight', of: ({ inFlight }) => inFlight }],
      level: { label: 'limit', of: ({ settings }) => settings.reservedConcurrency },
      least: 5,
    },
    {
      title: 'Refused',
      unit: '% of those who came',
      lines: [{ label: 'refused', of: ({ refusals, sent }) => (sent === 0 ? 0 : (100 * refusals) / sent) }],
      least: 100,
    },
  ],
  results: [
    { label: 'Refused in the run', unit: '%', of: ({ counts }) => (100 * counts.throttled) / counts.sent },
    {
      label: 'Refused by Erlang B',
      unit: '%',
      of: ({ settings: { reservedConcurrency, arrivalRate } }) =>
        100 * erlangB(reservedConcurrency, (arrivalRate * serviceMs) / 1000),
    },
  ],
});
