import type { ReplayData } from '#content/replay/replay-data.ts';

/** Whose events the times of a figure are; a stand-in tells its own. */
export const whoseTimes = (variants: readonly Pick<ReplayData['variants'][number], 'told'>[]): string =>
  `the cloud’s own events${variants.some(({ told }) => told) ? ', or the stand-in’s where it tells' : ''}`;
