import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/** What backs a point: a claim of an experiment (`lab/experiment`), or a fact by its id. */
const backing = v.union(
  [
    v.strictObject({
      experiment: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must be lab/experiment')),
      claim: text,
    }),
    v.strictObject({ fact: text }),
  ],
  'must be { experiment, claim } or { fact }',
);

const common = {
  /** Rises only when the meaning changes; progress is kept per id and revision. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  prompt: text,
  /** Ideas that the question exercises, as slugs. */
  concepts: v.pipe(v.array(text), v.minLength(1)),
};

const option = v.object({
  text,
  /** A flag, never a position or a text: options are shuffled. */
  correct: v.optional(v.boolean(), false),
  /** Why this option is right, or why it is tempting and wrong. */
  feedback: text,
});

export const chooseOneSchema = v.pipe(
  v.object({ kind: v.literal('choose-one'), ...common, options: v.pipe(v.array(option), v.minLength(3)) }),
  v.check(
    (question) => question.options.filter((each) => each.correct).length === 1,
    'choose-one needs exactly one option with `correct: true`',
  ),
);
export type ChooseOneQuestion = v.InferOutput<typeof chooseOneSchema>;

/** One thing that a good answer says, how much it matters, and what backs it. */
const rubricPoint = v.object({
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

export const questionSchema = v.variant('kind', [chooseOneSchema, openQuestionSchema]);

/** A question of any kind. Its id is its path without ending: `queue/burst-then-drain/accept-is-flat`. */
export type Question = v.InferOutput<typeof questionSchema>;
