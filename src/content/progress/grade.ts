import type { Confidence, Grade, Tick } from './record.ts';

/** As much of a rubric point as counts for the grade. */
interface Point {
  level: 'must' | 'strong' | 'senior';
}

/**
 * The grade of an open answer, `ticks` in the order of the points: `again` when a must is missed, `hard` when one was
 * said in part only, `easy` with half of the other points as well.
 */
export function gradeOfTicks(points: readonly Point[], ticks: readonly (Tick | null | undefined)[]): Grade {
  const ticked = points.map(({ level }, index) => ({ level, tick: ticks[index] ?? 'missed' }));
  const musts = ticked.filter(({ level }) => level === 'must');
  const others = ticked.filter(({ level }) => level !== 'must');
  if (musts.some(({ tick }) => tick === 'missed')) return 'again';
  if (musts.some(({ tick }) => tick === 'partly')) return 'hard';
  const said = others.filter(({ tick }) => tick === 'said').length;
  return others.length > 0 && said * 2 >= others.length ? 'easy' : 'good';
}

/**
 * The grade of a recall card. What was wrong is `again`. A right guess is `hard`: luck is no memory. Who was fairly
 * sure and right gets `good`, who would have bet on it `easy`.
 */
export function gradeOfAnswer(correct: boolean, confidence: Confidence): Grade {
  if (!correct) return 'again';
  return ({ 1: 'hard', 2: 'good', 3: 'easy' } as const)[confidence];
}
