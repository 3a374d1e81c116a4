import type { Settings } from '../model/settings.ts';
import type { Simulation } from '../model/simulation.ts';
import { oneByOne } from './one-by-one.ts';
import type { Figure, Overlay } from './overlay.ts';

/** Lambda's waits go 200 times as fast in the run: 150 ms of work are 30 s of the model, as on AWS. */
const scale = 0.005;

/** The mailer is the first, billing the second, and shipping, which has a queue, the third. */
const variants: Record<string, Partial<Settings>> = {
  two: { subscriptions: 2, bufferedSubscriptions: 0 },
  three: {},
  'one-fails': { poisonShare: 1 },
  'one-slow': { slowMs: 1500 / scale },
};

const within = { difference: 0 };
const storedBy =
  (place: number) =>
  ({ subscriptions }: Simulation): number =>
    subscriptions[place]?.orders.stored ?? 0;

const figures: Figure[] = [
  { metric: 'accepted', of: ({ counts }) => counts.answered, within },
  { metric: 'published', of: ({ counts }) => counts.published, within },
  { metric: 'mails', of: storedBy(0), within },
  { metric: 'invoices', of: storedBy(1), within },
  { metric: 'labels', of: storedBy(2), within },
  { metric: 'invocations', of: ({ counts }) => counts.invocations, within },
  { metric: 'writes', of: ({ counts }) => counts.writes, within },
  { metric: 'mailerTries', of: ({ subscriptions: [mailer] }) => mailer?.counts.invocations ?? 0, within },
  { metric: 'mailerFailures', of: ({ counts }) => counts.kept, within },
];

export const oneMoreConsumer: Overlay[] = Object.entries(variants).map(([variant, settings]) => ({
  experiment: 'sns-fan-out/one-more-consumer',
  variant,
  settings: {
    ...oneByOne(8, 20 * scale),
    subscriptions: 3,
    bufferedSubscriptions: 1,
    ...settings,
    pipeline: 'topic',
    serviceMs: 150 / scale,
    timeout: 900,
    maximumConcurrency: 4,
    visibilityTimeout: 6000,
    onFailure: true,
    seconds: 1000,
  },
  figures,
  note: 'In the run Lambda’s waits went 200 times as fast. Here they are as long as on AWS, and all else is as much longer.',
}));
