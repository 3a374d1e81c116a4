/** Gives what is wrong with a value; nothing when it fits. */
export type Check = (value: unknown) => string[];

/** Where a keyword of a JSON schema stands. */
export interface Place {
  /** For messages: `#.properties.price.minimum`. */
  at: string;
  /** What it is a keyword of. */
  schema: Record<string, unknown>;
  compile(schema: unknown, at: string): Check;
}

/** Throws an Error when its argument is not as draft 4 wants it. */
export type Keyword = (argument: unknown, place: Place) => Check;

export const isArray = (value: unknown): value is unknown[] => Array.isArray(value);
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isNumber = (value: unknown): value is number => typeof value === 'number';
export const isString = (value: unknown): value is string => typeof value === 'string';
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isFilledArray = (value: unknown): value is unknown[] => isArray(value) && value.length > 0;
export const isNames = (value: unknown): value is string[] => isFilledArray(value) && value.every(isString);
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** The argument, when it is what the keyword takes. */
export function taken<T>(
  is: (argument: unknown) => argument is T,
  argument: unknown,
  at: string,
  what: string,
): T {
  if (is(argument)) return argument;
  throw new Error(`${at} must be ${what}, not ${JSON.stringify(argument)}`);
}

/** A check of values of one kind; values of other kinds fit. */
export const ofKind =
  <T>(
    is: (value: unknown) => value is T,
    fits: (value: T) => boolean,
    problem: (value: T) => string,
  ): Check =>
  (value) =>
    is(value) && !fits(value) ? [problem(value)] : [];

/** A keyword that limits how long or large values of one kind are. */
export const sizeLimit =
  <T>(
    is: (value: unknown) => value is T,
    sizeOf: (value: T) => number,
    what: string,
    bound: 'least' | 'most',
  ): Keyword =>
  (argument, { at }) => {
    const limit = taken(isCount, argument, at, 'a whole number from 0 on');
    return ofKind(
      is,
      (value) => (bound === 'least' ? sizeOf(value) >= limit : sizeOf(value) <= limit),
      (value) => `${what} must be at ${bound} ${limit}, and is ${sizeOf(value)}`,
    );
  };

export function regularExpression(text: string, at: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch {
    throw new Error(`${at}: ${JSON.stringify(text)} is no regular expression`);
  }
}
