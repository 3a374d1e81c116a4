import { atOnce } from './at-once.ts';
import type { Overlay } from './overlay.ts';

const settings = {
  ...atOnce(50),
  seconds: 5,
  serviceMs: 200,
  reservedConcurrency: 5,
  maximumConcurrency: 5,
  batchSize: 1,
};

/** The model adds no time of its own: no network, no gateway, no start of an environment. */
const withoutOverhead = { share: 0.3 };

const variant = (pipeline: 'sync' | 'queued'): Overlay => ({
  experiment: 'two-paths/same-burst',
  variant: pipeline,
  settings: { ...settings, pipeline },
  figures: [
    { metric: 'accepted', of: ({ counts }) => counts.answered, within: { difference: 0 } },
    { metric: 'refused', of: ({ counts }) => counts.throttled, within: { difference: 0 } },
    { metric: 'stored', of: ({ orders }) => orders.stored, within: { difference: 0 } },
    { metric: 'lastDoneMs', of: ({ doneMs }) => doneMs.quantile(1), within: withoutOverhead },
  ],
});

export const sameBurst = [variant('sync'), variant('queued')];
