import * as v from 'valibot';
import { backing, common, text } from './common.ts';

/** One thing that a good answer says, how much it matters, and what backs it. */
export const rubricPoint = v.object({
  level: v.picklist(['must', 'strong', 'senior']),
  point: text,
  why: text,
  backing: v.optional(backing),
});
export type RubricPoint = v.InferOutput<typeof rubricPoint>;

const rubric = v.pipe(
  v.array(rubricPoint),
  v.check(
    (points) => points.some((each) => each.level === 'must'),
    'a rubric needs at least one point with `level: must`',
  ),
);

/** The kinds of open questions, in the order in which the list of questions shows them. */
export const questionGroups = ['conceptual', 'deep-dive', 'scenario', 'more'] as const;

/** Front matter of an open question; the average and the great answer are the page's two sections. */
export const openQuestionSchema = v.object({
  kind: v.literal('open'),
  ...common,
  group: v.picklist(questionGroups),
  /** How long an answer takes in the interview. */
  targetSeconds: v.pipe(v.number(), v.integer(), v.minValue(30)),
  rubric,
  followUps: v.pipe(
    v.array(v.object({ prompt: text, rubric })),
    v.minLength(2, 'an open question needs at least two follow-ups'),
  ),
  /** What an interviewer expects of whom, one sentence or two each. */
  expectations: v.object({ junior: text, mid: text, senior: text }),
});
export type OpenQuestion = v.InferOutput<typeof openQuestionSchema>;
