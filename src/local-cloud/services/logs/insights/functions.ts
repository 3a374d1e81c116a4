import { QueryError } from './query-error.ts';
import type { Value } from './row.ts';
import { isTrue, numberIn } from './values.ts';

const textOf = (value: Value): string | undefined => (value === undefined ? undefined : String(value));

/** A function of texts gives nothing when a text is not there. */
const ofTexts =
  (compute: (...texts: string[]) => Value) =>
  (values: Value[]): Value => {
    const texts = values.map(textOf).filter((each) => each !== undefined);
    return texts.length < values.length ? undefined : compute(...texts);
  };

/** A function of numbers gives nothing when a value is none, or its result. */
const ofNumbers =
  (compute: (...numbers: number[]) => number) =>
  (values: Value[]): Value => {
    const numbers = values.map(numberIn).filter((each) => each !== undefined);
    const result = numbers.length < values.length ? Number.NaN : compute(...numbers);
    return Number.isFinite(result) ? result : undefined;
  };

/** Takes white space, or the signs of a second text, from the ends of a text. */
const trimming = (fromStart: boolean, fromEnd: boolean) =>
  ofTexts((text, unwanted?: string) => {
    const isUnwanted = (sign = '') => (unwanted === undefined ? sign.trim() === '' : unwanted.includes(sign));
    const signs = [...text];
    while (fromStart && signs.length > 0 && isUnwanted(signs[0])) signs.shift();
    while (fromEnd && signs.length > 0 && isUnwanted(signs.at(-1))) signs.pop();
    return signs.join('');
  });

/** "rounds to `d` decimal places" */
const rounded = (value: number, places = 0) => Math.round(value * 10 ** places) / 10 ** places;

const many = Number.POSITIVE_INFINITY;

/**
 * Functions by name, with the number of their arguments: at least, at most. Those that ask something give 1 or 0.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
const functions: Record<string, [least: number, most: number, compute: (values: Value[]) => Value]> = {
  abs: [1, 1, ofNumbers(Math.abs)],
  ceil: [1, 1, ofNumbers(Math.ceil)],
  floor: [1, 1, ofNumbers(Math.floor)],
  greatest: [1, many, ofNumbers(Math.max)],
  least: [1, many, ofNumbers(Math.min)],
  log: [1, 1, ofNumbers(Math.log)],
  round: [1, 2, ofNumbers(rounded)],
  sqrt: [1, 1, ofNumbers(Math.sqrt)],
  fromMillis: [1, 1, ofNumbers((value) => value)],
  toMillis: [1, 1, ofNumbers((value) => value)],
  ispresent: [1, 1, ([value]) => Number(value !== undefined)],
  isNumeric: [1, 1, ([value]) => Number(numberIn(value) !== undefined)],
  coalesce: [1, many, (values) => values.find((each) => each !== undefined)],
  if: [3, 3, ([condition, then, otherwise]) => (isTrue(condition) ? then : otherwise)],
  isempty: [1, 1, ([value]) => Number(value === undefined || value === '')],
  isblank: [1, 1, ([value]) => Number(value === undefined || String(value).trim() === '')],
  concat: [1, many, (values) => values.map((each) => textOf(each) ?? '').join('')],
  strlen: [1, 1, ofTexts((text) => [...text].length)],
  tolower: [1, 1, ofTexts((text) => text.toLowerCase())],
  toupper: [1, 1, ofTexts((text) => text.toUpperCase())],
  ltrim: [1, 2, trimming(true, false)],
  rtrim: [1, 2, trimming(false, true)],
  trim: [1, 2, trimming(true, true)],
  substr: [
    2,
    3,
    ofTexts((text, start, length?: string) =>
      [...text]
        .slice(Number(start), length === undefined ? undefined : Number(start) + Number(length))
        .join(''),
    ),
  ],
  replace: [3, 3, ofTexts((text, old, by) => text.replaceAll(old, () => by))],
  strcontains: [2, 2, ofTexts((text, part) => Number(text.includes(part)))],
};

const byName = new Map(Object.entries(functions).map(([name, each]) => [name.toLowerCase(), each]));

/** Whether a function of values has this name. */
export const isFunction = (name: string): boolean => byName.has(name.toLowerCase());

/** What computes a function. Throws a QueryError when it is not there or takes other arguments. */
export function functionOf(name: string, count: number): (values: Value[]) => Value {
  const found = byName.get(name.toLowerCase());
  if (!found)
    throw new QueryError(
      `the local cloud has no function ${name}. Use one of these: ${Object.keys(functions).join(', ')}.`,
    );
  const [least, most, compute] = found;
  if (count < least || count > most)
    throw new QueryError(`${name} takes ${howMany(least, most)}, not ${count}. Give it as many.`);
  return compute;
}

function howMany(least: number, most: number): string {
  if (least === most) return least === 1 ? '1 argument' : `${least} arguments`;
  return most === many ? `at least ${least} argument` : `${least} or ${most} arguments`;
}
