import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/** `concepts.yaml`: the ideas of the course by their slugs. */
export const conceptsSchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'must be a slug')),
  v.strictObject({
    name: text,
    /** What it is, in one sentence. */
    says: text,
  }),
);
export type Concepts = v.InferOutput<typeof conceptsSchema>;
