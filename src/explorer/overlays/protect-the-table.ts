import { oneByOne } from './one-by-one.ts';
import type { Overlay } from './overlay.ts';

/** With more than these the SDK tries refused writes again, which the model does not know. */
const caps = { two: 2, three: 3 };

const exactly = { difference: 0 };

export const protectTheTable: Overlay[] = Object.entries(caps).map(([variant, maximumConcurrency]) => ({
  experiment: 'queued-api/protect-the-table',
  variant,
  settings: {
    ...oneByOne(40, 100),
    pipeline: 'queued',
    serviceMs: 150,
    maximumConcurrency,
    batchSize: 1,
    writeCapacity: 20,
    timeout: 2,
    visibilityTimeout: 2,
    maxReceiveCount: 20,
    seconds: 10,
  },
  figures: [
    { metric: 'accepted', of: ({ counts }) => counts.answered, within: exactly },
    { metric: 'done', of: ({ orders }) => orders.stored, within: exactly },
    { metric: 'throttles', of: ({ counts }) => counts.tableThrottles, within: exactly },
    {
      metric: 'drainSeconds',
      of: ({ course }) =>
        course.find(({ at, waiting, inFlight }) => at > 0.5 && waiting + inFlight === 0)?.at ?? 0,
      within: { share: 0.2 },
    },
  ],
}));
