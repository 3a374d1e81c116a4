import type { RubricPoint } from '#content/question.ts';

/** How a reader judges one point of a rubric. */
export type Tick = 'said' | 'partly' | 'missed';

/** Derived from the ticks, never chosen: `again` when a must is missed, `easy` with half of the rest as well. */
export type Grade = 'again' | 'hard' | 'good' | 'easy';

/** The grade of an answer; `ticks` are in the order of the points. */
export function gradeOf(
  points: readonly Pick<RubricPoint, 'level'>[],
  ticks: readonly (Tick | undefined)[],
): Grade {
  const ticked = points.map(({ level }, index) => ({ level, tick: ticks[index] ?? 'missed' }));
  const musts = ticked.filter(({ level }) => level === 'must');
  const others = ticked.filter(({ level }) => level !== 'must');
  if (musts.some(({ tick }) => tick === 'missed')) return 'again';
  if (musts.some(({ tick }) => tick === 'partly')) return 'hard';
  const said = others.filter(({ tick }) => tick === 'said').length;
  return others.length > 0 && said * 2 >= others.length ? 'easy' : 'good';
}
