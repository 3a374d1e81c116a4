import type { Settings } from '../model/settings.ts';
import { oneByOne } from './one-by-one.ts';
import type { Figure, Overlay } from './overlay.ts';

/** The gateway's deadline is what its caller waits; no caller of the model sends a key. */
const variants: Record<string, Partial<Settings>> = {
  'in-time': {},
  'gives-up': { patienceMs: 300 },
  'retries-without-key': { patienceMs: 300, attempts: 2, backOffMs: 700, jitter: false },
};

const exactly = { difference: 0 };

const figures: Figure[] = [
  { metric: 'toldDone', of: ({ counts }) => counts.answered, within: exactly },
  { metric: 'stored', of: ({ orders }) => orders.stored, within: exactly },
  { metric: 'duplicates', of: ({ counts }) => counts.duplicates, within: exactly },
];

export const timedOutButDone: Overlay[] = Object.entries(variants).map(([variant, settings]) => ({
  experiment: 'sync-api/timed-out-but-done',
  variant,
  settings: {
    ...oneByOne(10, 16.7),
    patienceMs: 29_000,
    ...settings,
    pipeline: 'sync',
    reservedConcurrency: 15,
    serviceMs: 500,
    seconds: 3,
  },
  figures,
}));
