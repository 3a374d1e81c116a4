import type { Settings } from '../model/settings.ts';
import type { Overlay } from './overlay.ts';

const settings: Partial<Settings> = {
  pipeline: 'queued',
  arrivals: 'even',
  arrivalRate: 50,
  seconds: 3,
  serviceMs: 200,
  maximumConcurrency: 5,
  batchSize: 1,
};

/** Twice as much as can be worked on, without an end: everything taken, or admission at the front. */
export const queueIsNotCapacity: Overlay[] = [
  {
    experiment: 'queued-api/queue-is-not-capacity',
    variant: 'unlimited',
    settings,
    figures: [
      { metric: 'refused', of: ({ counts }) => counts.refusedByGateway, within: { difference: 0 } },
      {
        metric: 'oldestMsEnd',
        of: ({ course }) => course.at(-1)?.oldestMs ?? 0,
        within: { share: 0.25 },
      },
    ],
  },
  {
    experiment: 'queued-api/queue-is-not-capacity',
    variant: 'admission',
    settings: { ...settings, rateLimit: 20, burstLimit: 4 },
    figures: [
      { metric: 'accepted', of: ({ counts }) => counts.answered, within: { difference: 5 } },
      { metric: 'refused', of: ({ counts }) => counts.refusedByGateway, within: { difference: 5 } },
    ],
  },
];
