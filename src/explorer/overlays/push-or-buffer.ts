import type { Settings } from '../model/settings.ts';
import type { Simulation } from '../model/simulation.ts';
import { oneByOne } from './one-by-one.ts';
import type { Figure, Overlay } from './overlay.ts';

/**
 * Lambda's waits go 400 times as fast in the run, and the work does not. In the model all of it is as long as on AWS: 200 ms
 * of work are 80 s, and 10 ms between two orders 4 s. Where no wait of Lambda's takes part, the times are those of the run.
 */
const scale = 0.0025;
const onAws = {
  ...oneByOne(8, 100 * scale),
  serviceMs: 200 / scale,
  timeout: 900,
  seconds: 1000,
  bufferedSubscriptions: 0,
};
const asMeasured = {
  ...oneByOne(8, 100),
  serviceMs: 200,
  timeout: 1,
  visibilityTimeout: 1,
  maxReceiveCount: 10,
  maximumConcurrency: 2,
  seconds: 10,
  bufferedSubscriptions: 1,
};

/** A function that fails before its handler runs takes no time; the last try of an event comes three minutes later. */
const outages = {
  push: { serviceMs: 1, outageStart: 0, outageSeconds: 400 },
  buffer: { outageStart: 0, outageSeconds: 1 },
};

const variants: Record<string, Partial<Settings>> = {
  push: onAws,
  'push-capped': { ...onAws, reservedConcurrency: 2 },
  'push-impatient': { ...onAws, reservedConcurrency: 2, maximumEventAge: 60 },
  buffer: asMeasured,
  'push-outage': { ...onAws, ...outages.push },
  'buffer-outage': { ...asMeasured, ...outages.buffer },
};

const exactly = { difference: 0 };
/** What is received at the same moment as the outage ends may fail once more. */
const few = { difference: 2 };
/** The model adds no time of its own, and in the run an end is seen up to 50 ms late. */
const withoutOverhead = { share: 0.25 };

const consumer = ({ subscriptions }: Simulation) => subscriptions[0];

/** When nothing is left to do, in ms of the run. */
function drained({ course, settings }: Simulation): number {
  const open = course.findLast(({ waiting, inFlight }) => waiting + inFlight > 0);
  return (open?.at ?? 0) * 1000 * (settings.bufferedSubscriptions === 0 ? scale : 1);
}

const figuresOf = (variant: string): Figure[] => {
  const isOutage = variant.endsWith('outage');
  return [
    { metric: 'accepted', of: ({ counts }) => counts.answered, within: exactly },
    { metric: 'done', of: ({ orders }) => orders.stored, within: exactly },
    {
      metric: 'tries',
      of: (simulation) => consumer(simulation)?.counts.invocations ?? 0,
      within: variant === 'buffer-outage' ? few : exactly,
    },
    {
      metric: 'throttles',
      of: (simulation) => consumer(simulation)?.counts.throttled ?? 0,
      // Which event finds room first hangs on milliseconds, where they all try at the same moments.
      within: variant === 'push-capped' ? few : exactly,
    },
    { metric: 'dropped', of: ({ orders }) => orders.lost, within: exactly },
    // How wide it runs in an outage hangs on how fast it fails; until when the run waits, on the run.
    ...(isOutage
      ? []
      : [
          {
            metric: 'peak',
            of: (simulation: Simulation) => consumer(simulation)?.mostAtOnce ?? 0,
            within: exactly,
          },
          { metric: 'drainMs', of: drained, within: withoutOverhead },
        ]),
  ];
};

export const pushOrBuffer: Overlay[] = Object.entries(variants).map(([variant, settings]) => ({
  experiment: 'sns-fan-out/push-or-buffer',
  variant,
  settings: { ...settings, pipeline: 'topic', subscriptions: 1 },
  figures: figuresOf(variant),
  ...(!variant.startsWith('buffer') && {
    note: 'In the run Lambda’s waits went 400 times as fast. Here they are as long as on AWS, and all else is as much longer.',
  }),
}));
