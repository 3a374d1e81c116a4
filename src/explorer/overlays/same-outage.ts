import { oneByOne } from './one-by-one.ts';
import type { Overlay } from './overlay.ts';

/** Seconds that the table is down for. */
const queued = { 'queued-short': 0.6, 'queued-between': 1.7, 'queued-long': 3.6 };
const sync = { 'sync-short': 0.6, 'sync-long': 3.6 };

const settings = { ...oneByOne(24, 15), serviceMs: 50, outageStart: 0.4, seconds: 12 };
const exactly = { difference: 0 };
/** Arrivals at random in the run, evenly in the model; and the SDK, which the model does not know, tries a write again. */
const few = { difference: 5 };

export const sameOutage: Overlay[] = [
  ...Object.entries(sync).map(
    ([variant, outageSeconds]): Overlay => ({
      experiment: 'two-paths/same-outage',
      variant,
      settings: { ...settings, pipeline: 'sync', outageSeconds },
      figures: [
        { metric: 'accepted', of: ({ counts }) => counts.answered, within: few },
        { metric: 'deadLettered', of: ({ orders }) => orders.deadLettered, within: exactly },
      ],
    }),
  ),
  ...Object.entries(queued).map(
    ([variant, outageSeconds]): Overlay => ({
      experiment: 'two-paths/same-outage',
      variant,
      settings: {
        ...settings,
        pipeline: 'queued',
        outageSeconds,
        batchSize: 10,
        timeout: 1,
        visibilityTimeout: 1,
        maxReceiveCount: 2,
      },
      figures: [
        { metric: 'accepted', of: ({ counts }) => counts.answered, within: exactly },
        { metric: 'processed', of: ({ orders }) => orders.stored, within: few },
        { metric: 'deadLettered', of: ({ orders }) => orders.deadLettered, within: few },
      ],
    }),
  ),
];
