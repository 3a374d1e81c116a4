import { type Level, reachedLevel } from '#content/mock/reached-level.ts';
import type { Tick } from '#content/progress/record.ts';
import type { BackedDesignPoint } from './design-interview.ts';
import type { Drawing } from './drawing.ts';
import { type Shown, shown, tickOf } from './shown.ts';

/** One point of the rubric with what came of it. */
export interface JudgedDesignPoint {
  point: BackedDesignPoint;
  /** What the drawing shows of it, piece by piece; undefined where the reader ticks. */
  drawn?: Shown[];
  /** The drawing does not show it in the way that was looked for, and the reader says that it does in another. */
  otherwise?: boolean;
  tick: Tick | null;
}

/**
 * Each point of a rubric: by the drawing where it asks for parts, else by the reader's ticks, which are in its order. A
 * design has more good shapes than a rubric can look for: a tick of `said` counts for what the drawing does not show.
 */
export function judgedPoints(
  rubric: readonly BackedDesignPoint[],
  drawing: Drawing,
  ticks: readonly (Tick | null | undefined)[],
): JudgedDesignPoint[] {
  return rubric.map((point, at) => {
    if (!point.drawn) return { point, tick: ticks[at] ?? null };
    const drawn = point.drawn.map((wanted) => shown(wanted, drawing));
    const tick = tickOf(drawn);
    const otherwise = tick !== 'said' && ticks[at] === 'said';
    return { point, drawn, otherwise, tick: otherwise ? 'said' : tick };
  });
}

/** What a reader's answer and drawing come to: points without a tick, and the level once there are none. */
export function outcomeOf(points: readonly JudgedDesignPoint[]): { left: number; reached?: Level } {
  const left = points.filter(({ tick }) => tick === null).length;
  if (left > 0) return { left };
  const reached = reachedLevel(
    points.map(({ point }) => point),
    points.map(({ tick }) => tick),
  );
  return { left, ...(reached && { reached }) };
}
