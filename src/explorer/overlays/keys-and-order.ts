import { oneByOne } from './one-by-one.ts';
import type { Overlay } from './overlay.ts';

const exactly = { difference: 0 };

/** The handler works on the readings of a batch one after the other, as batches of one do in the model. */
const variants = { 'one-key': { shards: 4, hotShare: 1 }, 'device-1': { shards: 1 } };

export const keysAndOrder: Overlay[] = Object.entries(variants).map(([variant, settings]) => ({
  experiment: 'sensor-stream/keys-and-order',
  variant,
  settings: {
    ...oneByOne(24, 1000),
    ...settings,
    pipeline: 'stream',
    serviceMs: 60,
    streamBatchSize: 1,
    seconds: 5,
  },
  figures: [
    { metric: 'accepted', of: ({ counts }) => counts.answered, within: exactly },
    { metric: 'stored', of: ({ orders }) => orders.stored, within: exactly },
    // The model adds no time of its own, neither for the poll nor for the write.
    { metric: 'doneSeconds', of: ({ doneMs }) => doneMs.quantile(1) / 1000, within: { share: 0.25 } },
  ],
}));
