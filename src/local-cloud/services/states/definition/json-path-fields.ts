import * as v from 'valibot';
import { parsePath, parseReferencePath } from '../query/json-path/parse-path.ts';
import { problemOfValue, templateProblems } from '../query/payload-template.ts';
import { allLast, errorNames, retry } from './fields.ts';

const problemOf = (attempt: () => unknown): string | undefined => {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

/** A text that `problem` finds nothing wrong with. */
const textWithout = (problem: (text: string) => string | undefined) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => problem(text) === undefined,
      ({ input }) => problem(String(input)) ?? '',
    ),
  );

export const path = textWithout((text) => problemOf(() => parsePath(text)));

const referencePath = textWithout((text) => problemOf(() => parseReferencePath(text)));

/** A path, or a call of an intrinsic function. */
export const pathOrIntrinsic = textWithout(problemOfValue);

/** A Payload Template. */
export const template = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check(
    (value) => templateProblems(value).length === 0,
    ({ input }) => templateProblems(input).join('; '),
  ),
);

/** "A variable name … can't be longer than 80 characters"; `states` is reserved. With `.$` its value is taken from a path. */
const assign = v.pipe(
  template,
  v.record(
    v.pipe(
      v.string(),
      v.regex(
        /^[\p{ID_Start}_][\p{ID_Continue}_]{0,79}(\.\$)?$/u,
        'must be a name of at most 80 letters and digits',
      ),
      v.check((name) => !/^states(\.\$)?$/.test(name), 'states is reserved'),
    ),
    v.unknown(),
  ),
);

export const inputAndOutputPath = {
  InputPath: v.optional(v.nullable(path)),
  OutputPath: v.optional(v.nullable(path)),
};

export const assignInJsonPath = { Assign: v.optional(assign) };

export const resultPath = { ResultPath: v.optional(v.nullable(referencePath)) };

export const parameters = { Parameters: v.optional(template) };

export const resultSelector = { ResultSelector: v.optional(template) };

const catcher = v.strictObject({
  ErrorEquals: errorNames,
  Next: v.string(),
  ...resultPath,
  ...assignInJsonPath,
  Comment: v.optional(v.string()),
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const errorHandlingInJsonPath = {
  Retry: retry,
  Catch: v.optional(v.pipe(v.array(catcher), allLast<v.InferOutput<typeof catcher>>()), []),
};
