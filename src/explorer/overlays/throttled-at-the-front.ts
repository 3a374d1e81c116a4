import type { Settings } from '../model/settings.ts';
import { oneByOne } from './one-by-one.ts';
import type { Figure, Overlay } from './overlay.ts';

const orders = 50;
const perSecond = 30;

const overlay = (variant: string, settings: Partial<Settings>, figures: Figure[]): Overlay => ({
  experiment: 'sync-api/throttled-at-the-front',
  variant,
  settings: { pipeline: 'sync', reservedConcurrency: 40, serviceMs: 60, ...settings },
  figures,
});

/** Few orders at random: chance alone moves how many of the fifty find room. */
const byFunction: Figure = {
  metric: 'byFunction',
  of: ({ counts }) => (orders * counts.throttled) / counts.attempts,
  within: { difference: 7 },
};
const few = { difference: 3 };

/** Of an HTTP API's gateway and a table behind it the runs differ from repetition to repetition: the others are compared. */
export const throttledAtTheFront: Overlay[] = [
  overlay('gateway-rest', { ...oneByOne(orders, perSecond), rateLimit: 10, burstLimit: 10, seconds: 3 }, [
    { metric: 'accepted', of: ({ counts }) => counts.answered, within: few },
    { metric: 'byGateway', of: ({ counts }) => counts.refusedByGateway, within: few },
  ]),
  ...['function-http', 'function-rest'].map((variant) =>
    overlay(variant, { arrivalRate: perSecond, reservedConcurrency: 2, seconds: 600 }, [byFunction]),
  ),
  overlay('table-rest', { ...oneByOne(orders, perSecond), writeCapacity: 2, seconds: 3 }, [
    { metric: 'accepted', of: ({ counts }) => counts.answered, within: few },
    { metric: 'byTable', of: ({ counts }) => counts.tableThrottles, within: few },
  ]),
];
