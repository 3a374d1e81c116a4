import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

const source = v.strictObject({ title: text, url: v.pipe(v.string(), v.url()) });

/** How sure we are: read on a page of whoever makes it (AWS of its services), read elsewhere only, or sources disagree. */
export const certaintySchema = v.picklist(['confirmed', 'third-party', 'unsettled']);

/** A dated statement about AWS, one per file in `facts/`; the file's name is its id. */
export const factSchema = v.strictObject({
  /** What it is, in a reader's words. */
  label: text,
  value: v.union([v.number(), text]),
  unit: v.optional(text),
  /** When it holds, and whether it can be raised. */
  conditions: text,
  certainty: certaintySchema,
  source,
  /** The day on which the source was read, as YYYY-MM-DD. */
  asOf: v.pipe(v.string(), v.isoDate()),
  /** What it was before, where it changed lately and older texts still say so. */
  changed: v.optional(
    v.strictObject({
      /** YYYY, YYYY-MM or YYYY-MM-DD, as exactly as is known. */
      date: v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}){0,2}$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD')),
      before: text,
      /** Who says so; left out where the fact's own source does. */
      source: v.optional(source),
    }),
  ),
});

/** A dated statement about AWS. */
export type Fact = v.InferOutput<typeof factSchema>;
