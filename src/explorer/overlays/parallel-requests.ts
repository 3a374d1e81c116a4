import { atOnce } from './at-once.ts';
import type { Overlay } from './overlay.ts';

const callers = { one: 1, five: 5, ten: 10, twenty: 20 };

const exactly = { difference: 0 };

export const parallelRequests: Overlay[] = Object.entries(callers).map(([variant, count]) => ({
  experiment: 'sync-api/parallel-requests',
  variant,
  settings: { ...atOnce(count), pipeline: 'sync', reservedConcurrency: 10, serviceMs: 200, seconds: 1 },
  figures: [
    { metric: 'accepted', of: ({ counts }) => counts.answered, within: exactly },
    { metric: 'refused', of: ({ counts }) => counts.throttled, within: exactly },
    // The model adds no time of its own: no network, no gateway, and a laptop's processors are few.
    { metric: 'lastReplyMs', of: ({ doneMs }) => doneMs.quantile(1), within: { share: 0.3 } },
  ],
}));
