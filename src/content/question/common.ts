import * as v from 'valibot';

/** A text that says something. */
export const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/** Names a recorded experiment. */
export const experimentName = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must be lab/experiment'),
);

/** What a point or a card rests on: a claim of an experiment (`lab/experiment`), or a fact by its id. */
export const backing = v.union(
  [v.strictObject({ experiment: experimentName, claim: text }), v.strictObject({ fact: text })],
  'must be { experiment, claim } or { fact }',
);
export type Backing = v.InferOutput<typeof backing>;

/** What every question has. */
export const common = {
  /** Rises only when the meaning changes; progress is kept per id and revision. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  prompt: text,
  /** Ideas that the question exercises, as slugs of `src/content/concepts.yaml`. */
  concepts: v.pipe(v.array(text), v.minLength(1)),
  /** What it says about services of AWS rests on these; each point of a rubric has its own. */
  backing: v.optional(v.array(backing)),
};

/** One of the things to choose from. */
export const option = v.object({
  text,
  /** A flag, never a position or a text: options are shuffled. */
  correct: v.optional(v.boolean(), false),
  /** Why this option is right, or why it is tempting and wrong. */
  feedback: text,
});
export type Option = v.InferOutput<typeof option>;
