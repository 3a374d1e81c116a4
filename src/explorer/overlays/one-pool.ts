import type { Settings } from '../model/settings.ts';
import type { Simulation } from '../model/simulation.ts';
import { oneByOne } from './one-by-one.ts';
import type { Overlay } from './overlay.ts';

/** Lambda's waits go 200 times as fast in the run: 600 ms of work are two minutes of the model, as on AWS. */
const scale = 0.005;
const orders = 8;

/** What is reserved, and how far apart the throttles of the mailer may be. */
const variants: Record<string, [Partial<Settings>, number]> = {
  // In the run the mailer is called before the function that told the topic has ended: it finds the pool full once.
  shared: [{}, 1],
  'mailer-reserved': [{ reservedConcurrency: 3 }, 0],
  'accept-reserved': [{ acceptReservedConcurrency: 2 }, 0],
};

const mailer = ({ subscriptions }: Simulation) => subscriptions[0];
const exactly = { difference: 0 };

/** How often the function behind the API was throttled: each of them is a caller who was refused. */
const refused = (simulation: Simulation) =>
  simulation.counts.throttled - (mailer(simulation)?.counts.throttled ?? 0);

/** Six orders fill the pool with mails, and two more come while it is full. */
export const onePool: Overlay[] = Object.entries(variants).map(([variant, [settings, throttles]]) => ({
  experiment: 'sns-fan-out/one-pool',
  variant,
  settings: {
    ...oneByOne(orders, 50 * scale),
    ...settings,
    pipeline: 'topic',
    subscriptions: 1,
    bufferedSubscriptions: 0,
    accountConcurrency: 6,
    serviceMs: 600 / scale,
    timeout: 900,
    seconds: 600,
  },
  figures: [
    { metric: 'accepted', of: ({ counts }) => counts.answered - 6, within: exactly },
    { metric: 'refused', of: refused, within: exactly },
    { metric: 'mails', of: ({ orders: { stored } }) => stored, within: exactly },
    { metric: 'dropped', of: ({ orders: { lost } }) => lost, within: exactly },
    { metric: 'mailerPeak', of: (simulation) => mailer(simulation)?.mostAtOnce ?? 0, within: exactly },
    { metric: 'acceptThrottles', of: refused, within: exactly },
    {
      metric: 'mailerThrottles',
      of: (simulation) => mailer(simulation)?.counts.throttled ?? 0,
      within: { difference: throttles },
    },
  ],
  note: 'In the run Lambda’s waits went 200 times as fast. Here they are as long as on AWS, and all else is as much longer.',
}));
