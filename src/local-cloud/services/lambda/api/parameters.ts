import { ApiError } from './api-error.ts';

/** A parameter of a call, and what the API reference asks of its value. */
export interface Parameter {
  /** As AWS's errors name it: `functionName`. */
  name: string;
  /** Where it stands: in the path, or under this name in the query or the headers. */
  in: 'path' | { query: string } | { header: string };
  minLength?: number;
  maxLength?: number;
  /** Of the whole value, as the API reference writes it. */
  pattern?: string;
  oneOf?: readonly string[];
  /** A whole number from here to there. */
  range?: readonly [number, number];
}

/** What parameters are read from. */
interface Given {
  named: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

const namePattern = (name: string) =>
  `(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?(${name})(:(\\$LATEST|[a-zA-Z0-9-_]+))?`;

/** "The length constraint applies only to the full ARN." */
export const namespacedFunctionName: Parameter = {
  name: 'functionName',
  in: 'path',
  minLength: 1,
  maxLength: 170,
  pattern: namePattern('[a-zA-Z0-9-_\\.]+'),
};

/** Of the actions that are about the function as a whole. */
export const functionName: Parameter = {
  name: 'functionName',
  in: 'path',
  minLength: 1,
  maxLength: 140,
  pattern: namePattern('[a-zA-Z0-9-_]+'),
};

export const qualifier: Parameter = {
  name: 'qualifier',
  in: { query: 'Qualifier' },
  minLength: 1,
  maxLength: 128,
  pattern: '(|[a-zA-Z0-9$_-]+)',
};

export const maxItems = (min: number, max: number): Parameter => ({
  name: 'maxItems',
  in: { query: 'MaxItems' },
  range: [min, max],
});

/** Throws AWS's ValidationException, which names every violation, unless all values are as asked. */
export function checkParameters(parameters: readonly Parameter[], given: Given): void {
  checkConstraints(
    parameters.flatMap((parameter) =>
      valuesOf(parameter, given).flatMap((value) =>
        violationsOf(parameter, value).map(
          (violated) => `Value '${value}' at '${parameter.name}' ${failed}: ${violated}`,
        ),
      ),
    ),
  );
}

export const failed = 'failed to satisfy constraint';

/** Throws AWS's ValidationException when there is any violation. */
export function checkConstraints(violations: readonly string[]): void {
  if (violations.length === 0) return;
  const errors = violations.length === 1 ? 'error' : 'errors';
  throw new ApiError(
    400,
    'ValidationException',
    `${violations.length} validation ${errors} detected: ${violations.join('; ')}`,
  );
}

function valuesOf({ in: where }: Parameter, { named, query, headers }: Given): string[] {
  if (where === 'path') return [named];
  if ('query' in where) return query.getAll(where.query);
  const value = headers[where.header];
  return value === undefined ? [] : [String(value)];
}

function violationsOf({ minLength, maxLength, pattern, oneOf, range }: Parameter, value: string): string[] {
  const violations: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) violations.push(`Member must ${what}`);
  };
  if (minLength !== undefined)
    must(value.length >= minLength, `have length greater than or equal to ${minLength}`);
  if (maxLength !== undefined)
    must(value.length <= maxLength, `have length less than or equal to ${maxLength}`);
  if (pattern !== undefined)
    must(new RegExp(`^(${pattern})$`).test(value), `satisfy regular expression pattern: ${pattern}`);
  if (oneOf) must(oneOf.includes(value), `satisfy enum value set: [${oneOf.join(', ')}]`);
  if (range) {
    const [min, max] = range;
    const whole = /^-?\d+$/.test(value);
    must(whole && Number(value) >= min, `have value greater than or equal to ${min}`);
    must(whole && Number(value) <= max, `have value less than or equal to ${max}`);
  }
  return violations;
}
