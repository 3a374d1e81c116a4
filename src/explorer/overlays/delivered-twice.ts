import { atOnce } from './at-once.ts';
import type { Overlay } from './overlay.ts';

const exactly = { difference: 0 };

/** The visibility timeout ends before the work does: every order is worked on twice, and its message is dead-lettered. */
export const deliveredTwice: Overlay[] = [
  {
    experiment: 'queued-api/delivered-twice',
    variant: 'slow-every-time',
    settings: {
      ...atOnce(2),
      pipeline: 'queued',
      seconds: 10,
      serviceMs: 1450,
      timeout: 3,
      visibilityTimeout: 1,
      maxReceiveCount: 2,
      batchSize: 1,
    },
    figures: [
      { metric: 'deliveries', of: ({ counts }) => counts.received, within: exactly },
      { metric: 'stored', of: ({ orders }) => orders.stored, within: exactly },
      { metric: 'charges', of: ({ counts }) => counts.writes, within: exactly },
      { metric: 'deadLettered', of: ({ counts }) => counts.deadLetters, within: exactly },
    ],
  },
];
