import { isDeepStrictEqual } from 'node:util';
import {
  isArray,
  isBoolean,
  isFilledArray,
  isNames,
  isNumber,
  isObject,
  isString,
  type Keyword,
  ofKind,
  regularExpression,
  sizeLimit,
  taken,
} from './keyword.ts';

const types: Record<string, (value: unknown) => boolean> = {
  array: isArray,
  boolean: isBoolean,
  integer: Number.isInteger,
  null: (value) => value === null,
  number: isNumber,
  object: isObject,
  string: isString,
};

const type: Keyword = (argument, { at }) => {
  const names = isString(argument)
    ? [argument]
    : taken(isNames, argument, at, 'the name of a type, or an array of such names');
  const unknown = names.find((name) => !Object.hasOwn(types, name));
  if (unknown !== undefined)
    throw new Error(`${at}: ${JSON.stringify(unknown)} is none of ${Object.keys(types).join(', ')}`);
  return (value) =>
    names.some((name) => types[name]?.(value))
      ? []
      : [`${JSON.stringify(value)} must be of type ${names.join(' or ')}`];
};

const oneOfValues: Keyword = (argument, { at }) => {
  const values = taken(isFilledArray, argument, at, 'an array of values');
  return (value) =>
    values.some((each) => isDeepStrictEqual(each, value))
      ? []
      : [`${JSON.stringify(value)} is none of ${JSON.stringify(values)}`];
};

/** `maximum` and `minimum`, with or without what makes them exclusive. */
const limit =
  (side: 'Maximum' | 'Minimum'): Keyword =>
  (argument, { at, schema }) => {
    const bound = taken(isNumber, argument, at, 'a number');
    const isExclusive = schema[`exclusive${side}`] === true;
    const sign = side === 'Maximum' ? 1 : -1;
    const most = `${side === 'Maximum' ? 'less' : 'greater'} than ${bound}`;
    return ofKind(
      isNumber,
      (value) => (isExclusive ? sign * value < sign * bound : sign * value <= sign * bound),
      (value) => `${value} must be ${isExclusive ? '' : `${bound} or `}${most}`,
    );
  };

/** Of draft 4 it is a boolean beside the limit; later drafts have a number. */
const exclusive =
  (limit: 'maximum' | 'minimum'): Keyword =>
  (argument, { at, schema }) => {
    taken(isBoolean, argument, at, `true or false beside ${limit}, as in draft 4`);
    if (!(limit in schema)) throw new Error(`${at} must stand beside ${limit}`);
    return () => [];
  };

const isUnit = (value: unknown): value is number => isNumber(value) && value > 0;

const multipleOf: Keyword = (argument, { at }) => {
  const unit = taken(isUnit, argument, at, 'a number above 0');
  return ofKind(
    isNumber,
    // Of a quotient such as 0.3 / 0.1 the last digits are not to be trusted.
    (value) => Number.isInteger(Number((value / unit).toPrecision(12))),
    (value) => `${value} must be a multiple of ${unit}`,
  );
};

const pattern: Keyword = (argument, { at }) => {
  const text = taken(isString, argument, at, 'a regular expression');
  const expression = regularExpression(text, at);
  return ofKind(
    isString,
    (value) => expression.test(value),
    (value) => `${JSON.stringify(value)} must match ${text}`,
  );
};

const lengthOf = (text: string): number => [...text].length;

/** Keywords that look at a value as a whole. */
export const valueKeywords: Record<string, Keyword> = {
  type,
  enum: oneOfValues,
  maximum: limit('Maximum'),
  minimum: limit('Minimum'),
  exclusiveMaximum: exclusive('maximum'),
  exclusiveMinimum: exclusive('minimum'),
  multipleOf,
  maxLength: sizeLimit(isString, lengthOf, 'the length', 'most'),
  minLength: sizeLimit(isString, lengthOf, 'the length', 'least'),
  pattern,
};
