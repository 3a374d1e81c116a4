import * as v from 'valibot';
import { expressionOf, problemOfExpression } from '../query/expression.ts';

/** A text that is no expression, or one that can be read. */
const readable = v.check(
  (text: string) => problemOfExpression(text) === undefined,
  ({ input }) => problemOfExpression(String(input)) ?? '',
);

/** A JSON value; each text in it that is enclosed in `{% %}` has to be an expression that can be read. */
export const json: v.GenericSchema<unknown> = v.lazy(() =>
  v.union([
    v.pipe(v.string(), readable),
    v.number(),
    v.boolean(),
    v.null(),
    v.array(json),
    v.record(v.string(), json),
  ]),
);

export const expression = v.pipe(
  v.string(),
  v.check((text) => expressionOf(text) !== undefined, 'must be an expression between {% and %}'),
  readable,
);

/** A text that is an expression or not. */
export const text = v.pipe(v.string(), readable);

/** A text in JSONPath, where `{% %}` means nothing. */
export const plainText = v.pipe(
  v.string(),
  v.check(
    (text) => expressionOf(text) === undefined,
    'must be no JSONata expression where the query language is JSONPath',
  ),
);

/** Seconds from `min` to AWS's longest. */
export const fixedSeconds = (min: number) =>
  v.pipe(
    v.number(),
    v.integer('must be a whole number'),
    v.minValue(min, `must be at least ${min}`),
    v.maxValue(99_999_999, 'must be at most 99999999'),
  );

/** Seconds from `min` to AWS's longest, or an expression for them. */
export const seconds = (min: number) => v.union([fixedSeconds(min), expression]);

/** "A variable name … can't be longer than 80 characters"; `states` is reserved. */
const variableName = v.pipe(
  v.string(),
  v.regex(/^[\p{ID_Start}_][\p{ID_Continue}_]{0,79}$/u, 'must be a name of at most 80 letters and digits'),
  v.check((name) => name !== 'states', 'states is reserved'),
);

export const assign = v.record(variableName, json);

/** What every state may have. */
export const common = {
  Type: v.string(),
  Comment: v.optional(v.string()),
  QueryLanguage: v.optional(v.picklist(['JSONata', 'JSONPath'])),
};

/** How a state that is no end leads on. */
export const transition = {
  Next: v.optional(v.string()),
  End: v.optional(v.boolean()),
};

export const output = { Output: v.optional(json), Assign: v.optional(assign) };

export const errorNames = v.pipe(
  v.array(v.string()),
  v.minLength(1, 'must name an error'),
  v.check(
    (names) => !names.includes('States.ALL') || names.length === 1,
    'must have States.ALL alone, when it has it',
  ),
);

/** "States.ALL … must appear alone … and must appear in the last retrier", or catcher. */
export const allLast = <Handler extends { ErrorEquals: string[] }>() =>
  v.check<Handler[], string>(
    (some) =>
      some.every(
        ({ ErrorEquals }, index) => !ErrorEquals.includes('States.ALL') || index === some.length - 1,
      ),
    'must have what is for States.ALL last',
  );

const wholeBetween = (min: number, max: number) =>
  v.pipe(
    v.number(),
    v.integer('must be a whole number'),
    v.minValue(min, `must be at least ${min}`),
    v.maxValue(max, `must be at most ${max}`),
  );

const retrier = v.strictObject({
  ErrorEquals: errorNames,
  IntervalSeconds: v.optional(wholeBetween(1, 99_999_999), 1),
  MaxAttempts: v.optional(wholeBetween(0, 99_999_999), 3),
  BackoffRate: v.optional(v.pipe(v.number(), v.minValue(1, 'must be at least 1.0')), 2),
  // "greater than 0 and less than 31622400"
  MaxDelaySeconds: v.optional(wholeBetween(1, 31_622_399)),
  JitterStrategy: v.optional(v.picklist(['FULL', 'NONE']), 'NONE'),
  Comment: v.optional(v.string()),
});
export type Retrier = v.InferOutput<typeof retrier>;

const catcher = v.strictObject({
  ErrorEquals: errorNames,
  Next: v.string(),
  ...output,
  Comment: v.optional(v.string()),
});
export type Catcher = v.InferOutput<typeof catcher>;

export const retry = v.optional(v.pipe(v.array(retrier), allLast<Retrier>()), []);

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const errorHandling = {
  Retry: retry,
  Catch: v.optional(v.pipe(v.array(catcher), allLast<Catcher>()), []),
};
