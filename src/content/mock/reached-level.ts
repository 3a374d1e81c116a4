import type { BackedPoint } from '#content/page-data.ts';
import type { Tick } from '#content/progress/record.ts';

/** Levels from the lowest to the highest. */
export const levels = ['junior', 'mid', 'senior'] as const;
export type Level = (typeof levels)[number];

/**
 * The level whose expectations an answer meets, from its ticks. Junior: every must at least in part. Mid-level: every
 * must, and half of the strong points. Senior: that, and a senior signal where the rubric has one.
 */
export function reachedLevel(
  points: readonly Pick<BackedPoint, 'level'>[],
  ticks: readonly (Tick | null | undefined)[],
): Level | undefined {
  const of = (level: BackedPoint['level']) =>
    points.flatMap((point, index) => (point.level === level ? [ticks[index] ?? 'missed'] : []));
  const said = (level: BackedPoint['level']) => of(level).filter((tick) => tick === 'said').length;
  if (of('must').some((tick) => tick === 'missed')) return undefined;
  if (said('must') < of('must').length || said('strong') * 2 < of('strong').length) return 'junior';
  return of('senior').length > 0 && said('senior') === 0 ? 'mid' : 'senior';
}
