import type { Settings } from '../model/settings.ts';

/** So many orders at the same moment, and none after them. */
export const atOnce = (orders: number): Partial<Settings> => ({
  arrivals: 'even',
  arrivalRate: 0,
  burstRate: 1000 * orders,
  burstStart: 0,
  burstSeconds: 0.001,
});
