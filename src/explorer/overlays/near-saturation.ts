import type { Overlay } from './overlay.ts';

/** Arrivals per second of each variant: 50, 80, 100 and 150 % of what five executions of 100 ms can do. */
const rates = { half: 25, 'four-fifths': 40, full: 50, over: 75 };

/** A repetition counts some 220 callers: chance alone moves their share by several percent. */
const chance = { difference: 9 };

export const nearSaturation: Overlay[] = Object.entries(rates).map(([variant, arrivalRate]) => ({
  experiment: 'sync-api/near-saturation',
  variant,
  settings: { pipeline: 'sync', arrivalRate, reservedConcurrency: 5, serviceMs: 100, seconds: 600 },
  figures: [
    {
      metric: 'refusedPercent',
      of: ({ counts }) => (100 * counts.throttled) / counts.attempts,
      within: chance,
    },
  ],
}));
