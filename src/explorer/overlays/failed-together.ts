import type { Settings } from '../model/settings.ts';
import { atOnce } from './at-once.ts';
import type { Overlay } from './overlay.ts';

/** How the callers of each variant try again. The model knows no pause of nothing: a millisecond is its shortest. */
const policies: Record<string, Partial<Settings>> = {
  none: { attempts: 1 },
  immediate: { attempts: 4, backOffMs: 1, jitter: false },
  'back-off': { attempts: 4, backOffMs: 200, jitter: false },
  jitter: { attempts: 4, backOffMs: 200, jitter: true },
};

/** Where nothing is drawn at random, all is known. */
const exactly = { difference: 0 };
const drawn: Record<string, { difference: number }> = { jitter: { difference: 6 } };

export const failedTogether: Overlay[] = Object.entries(policies).map(([variant, policy]) => {
  const within = drawn[variant] ?? exactly;
  return {
    experiment: 'sync-api/failed-together',
    variant,
    settings: {
      ...atOnce(24),
      ...policy,
      pipeline: 'sync',
      reservedConcurrency: 4,
      serviceMs: 100,
      seconds: 5,
    },
    figures: [
      { metric: 'attempts', of: ({ counts }) => counts.attempts, within },
      { metric: 'succeeded', of: ({ orders }) => orders.stored, within },
      { metric: 'refused', of: ({ counts }) => counts.throttled, within },
    ],
  };
});
