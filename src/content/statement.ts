import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/** `conditional`: true under settings that the statement leaves out. */
export const verdictSchema = v.picklist(['right', 'conditional', 'half-true', 'wrong']);
export type StatementVerdict = v.InferOutput<typeof verdictSchema>;

/** A statement from a widely shared text, in our words, with our verdict. */
export const statementSchema = v.strictObject({
  says: text,
  verdict: verdictSchema,
  instead: text,
});
export type Statement = v.InferOutput<typeof statementSchema>;

/** One file per text in `statements/`: the file's name and a key make the id, e.g. `002/s3`. */
export const statementsSchema = v.strictObject({
  /** What the text is, without a name. */
  text,
  statements: v.record(v.string(), statementSchema),
});
export type Statements = v.InferOutput<typeof statementsSchema>;
