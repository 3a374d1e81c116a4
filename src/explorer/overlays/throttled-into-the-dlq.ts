import type { Settings } from '../model/settings.ts';
import { atOnce } from './at-once.ts';
import type { Overlay } from './overlay.ts';

/** The way out of each variant. How long a throttled poller waits AWS does not say, so that throttles are not compared. */
const ways: Record<string, Partial<Settings>> = {
  'longer-visibility': { visibilityTimeout: 6, maximumConcurrency: 0 },
  'capped-pollers': { visibilityTimeout: 1, maximumConcurrency: 2 },
};

const exactly = { difference: 0 };

export const throttledIntoTheDlq: Overlay[] = Object.entries(ways).map(([variant, way]) => ({
  experiment: 'queued-api/throttled-into-the-dlq',
  variant,
  settings: {
    ...atOnce(6),
    ...way,
    pipeline: 'queued',
    serviceMs: 600,
    reservedConcurrency: 2,
    batchSize: 1,
    timeout: 1,
    maxReceiveCount: 1,
    seconds: 10,
  },
  figures: [
    { metric: 'done', of: ({ orders }) => orders.stored, within: exactly },
    { metric: 'deadLettered', of: ({ counts }) => counts.deadLetters, within: exactly },
    { metric: 'receives', of: ({ counts }) => counts.received, within: exactly },
  ],
}));
