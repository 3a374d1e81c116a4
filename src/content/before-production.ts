import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

const expression = v.pipe(
  text,
  v.check((pattern) => isExpression(pattern), 'must be a regular expression'),
);

/** What a rule of cdk-nag's AWS Solutions asks for and a lab's stack leaves out; texts may have `code` in backticks. */
export const suppressionSchema = v.strictObject({
  /** The rule as its list names it, without the name of the pack: `SQS4`. */
  rule: v.pipe(text, v.regex(/^[A-Z]+[0-9]+[a-z]?$/, 'must be a rule such as SQS4')),
  /** Which of the findings that the rule may have in one resource, as a regular expression of the whole: `Resource::\*`. */
  finding: v.optional(expression),
  /** Construct paths that it is about, each with all below it; left out, it is about every stack. The longest path wins. */
  at: v.optional(v.pipe(v.array(text), v.minLength(1))),
  /** Settings of labs without which the rule finds nothing, as `cdk deploy -c name=value`. */
  settings: v.optional(
    v.array(v.strictObject({ lab: text, context: v.record(v.string(), v.union([v.string(), v.number()])) })),
  ),
  /** What the rule asks for, as a sentence. */
  asks: text,
  /** Why the lab is as it is. */
  why: text,
  /** `change`: not with customers. `keep`: right as it is, and the rule cannot see it. */
  production: v.picklist(['change', 'keep']),
  /** What to do before customers use such a stack; for `keep`, what would make that wrong. */
  advice: text,
  /** The page of AWS that says so. */
  source: v.strictObject({ title: text, url: v.pipe(v.string(), v.url()) }),
});
export type Suppression = v.InferOutput<typeof suppressionSchema>;

/** The one list of what AWS's rules find in the labs' stacks and nobody changes: `before-production.yaml`. */
export const beforeProductionSchema = v.strictObject({
  /** The day on which the sources were read, as YYYY-MM-DD. */
  asOf: v.pipe(v.string(), v.isoDate()),
  /** By what they are about; a name is what a page writes to show them. */
  suppressions: v.record(v.pipe(v.string(), v.regex(/^[a-z-]+$/)), v.array(suppressionSchema)),
});
export type BeforeProduction = v.InferOutput<typeof beforeProductionSchema>;

/** Data of `<BeforeProduction>`. */
export interface BeforeProductionData {
  asOf: string;
  suppressions: Suppression[];
}

function isExpression(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
