import * as v from 'valibot';
import type { BackedPoint, Backing } from '#content/page-data.ts';
import { backing, text } from '#content/question/common.ts';
import { rubricPoint } from '#content/question/open.ts';
import { wantedSchema } from './wanted.ts';

/** How long a design interview takes. */
export const designMinutes = 45;

/** A stretch of the interview. */
const phase = v.strictObject({
  name: text,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** What the interviewer says when it begins, one sentence or two each. */
  says: v.pipe(v.array(text), v.minLength(1)),
  /** What the interviewer answers to who asks; shown when the reader has asked. */
  answers: v.optional(v.array(v.strictObject({ asked: text, answer: text })), []),
  /** What belongs into it. */
  task: text,
});
export type DesignPhase = v.InferOutput<typeof phase>;

/**
 * A mock interview of one system, with a diagram: a file of `docs/interview/designs/`, named as the page of the question
 * that asks for the same system in five minutes.
 */
export const designInterviewSchema = v.pipe(
  v.strictObject({
    /** Rises only when points or phases change their meaning; the reader's drawing hangs on it. */
    revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
    title: text,
    /** What the interviewer asks for in the beginning. */
    prompt: text,
    phases: v.pipe(v.array(phase), v.minLength(2)),
    rubric: v.pipe(
      v.array(
        v.strictObject({
          ...rubricPoint.entries,
          /** What the drawing shows of it; without, the reader ticks the point. */
          drawn: v.optional(v.pipe(v.array(wantedSchema), v.minLength(1))),
        }),
      ),
      v.check((points) => points.some(({ level }) => level === 'must'), 'needs a point with `level: must`'),
      v.check((points) => points.some(({ drawn }) => drawn), 'needs a point that the drawing shows: `drawn`'),
    ),
    /** A drawing that has all that the rubric asks for. */
    reference: v.strictObject({
      /** As drawing-text.ts reads it, each part with its place. */
      drawing: text,
      /** Why it is drawn so, and what measured it. */
      notes: v.pipe(v.array(v.strictObject({ text, backing: v.optional(backing) })), v.minLength(1)),
    }),
  }),
  v.check(
    ({ phases }) => phases.reduce((sum, { minutes }) => sum + minutes, 0) === designMinutes,
    `the minutes of its phases must come to ${designMinutes}`,
  ),
);
export type DesignInterview = v.InferOutput<typeof designInterviewSchema>;

type DesignPoint = DesignInterview['rubric'][number];
export type BackedDesignPoint = BackedPoint & Pick<DesignPoint, 'drawn'>;

/** A design interview as the page gets it: what backs it has been looked up. */
export interface DesignInterviewData extends Omit<DesignInterview, 'rubric' | 'reference'> {
  /** `design/order-processing`. */
  id: string;
  rubric: BackedDesignPoint[];
  reference: { drawing: string; notes: { text: string; backing?: Backing }[] };
}
