import type { Settings } from '../model/settings.ts';

/** So many orders, each as long after the last, and none after them. */
export const oneByOne = (orders: number, perSecond: number): Partial<Settings> => ({
  arrivals: 'even',
  arrivalRate: 0,
  burstRate: perSecond,
  burstStart: 0,
  burstSeconds: +((orders + 0.5) / perSecond).toFixed(4),
});
