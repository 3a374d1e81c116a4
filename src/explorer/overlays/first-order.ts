import { oneByOne } from './one-by-one.ts';
import type { Overlay } from './overlay.ts';

const exactly = { difference: 0 };

/** Arrivals at random in the run, evenly in the model, and nobody finds the function busy in either. */
export const firstOrder: Overlay[] = (['sync', 'queued'] as const).map((pipeline) => ({
  experiment: 'two-paths/first-order',
  variant: pipeline,
  settings: { ...oneByOne(24, 8), pipeline, serviceMs: 200, batchSize: 10, seconds: 5 },
  figures: [
    { metric: 'accepted', of: ({ counts }) => counts.answered, within: exactly },
    { metric: 'stored', of: ({ orders }) => orders.stored, within: exactly },
    // The model adds no time of its own: no network, no gateway, no poll.
    { metric: 'doneMsP50', of: ({ doneMs }) => doneMs.quantile(0.5), within: { share: 0.15 } },
  ],
}));
