import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/** `conditional`: true in a sense or under settings that the statement leaves out. */
export const verdictSchema = v.picklist(['right', 'conditional', 'wrong']);
export type StatementVerdict = v.InferOutput<typeof verdictSchema>;

/** A statement from a widely shared text, in our words, with our verdict. */
export const statementSchema = v.strictObject({
  says: text,
  verdict: verdictSchema,
  instead: text,
  /** Under which settings it is true; a conditional verdict needs it, no other has it. */
  conditions: v.optional(text),
  /** Claims (`lab/experiment/claim`) that judge it, besides those that name it among their seeds. */
  claims: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]+(\/[a-z0-9-]+){2}$/)))),
  /** Ids of dated facts that judge it: what no experiment can show. */
  facts: v.optional(v.array(text)),
});
export type Statement = v.InferOutput<typeof statementSchema>;

/** One file per text in `statements/`: the file's name and a key make the id, e.g. `002/s3`. */
export const statementsSchema = v.strictObject({
  /** What the text is, without a name. */
  text,
  /** Two or three words for it, as a heading. */
  title: text,
  /** The name of the file in which the text came to us. */
  file: text,
  /** In the order of the text. A key is part of an address: it is never renamed. */
  statements: v.record(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)), statementSchema),
});
export type Statements = v.InferOutput<typeof statementsSchema>;
