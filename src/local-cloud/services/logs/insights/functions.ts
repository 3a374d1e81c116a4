import { QueryError } from './query-error.ts';
import type { Value } from './row.ts';

const textOf = (value: Value): string | undefined => (value === undefined ? undefined : String(value));

/** A function of texts gives nothing when a text is not there. */
const ofText =
  (compute: (text: string) => Value) =>
  ([value]: Value[]): Value => {
    const text = textOf(value);
    return text === undefined ? undefined : compute(text);
  };

/**
 * Functions by name, with the number of their arguments: at least, at most.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
const functions: Record<string, [least: number, most: number, compute: (values: Value[]) => Value]> = {
  ispresent: [1, 1, ([value]) => value !== undefined],
  isempty: [1, 1, ([value]) => value === undefined || value === ''],
  isblank: [1, 1, ([value]) => value === undefined || String(value).trim() === ''],
  coalesce: [1, Number.POSITIVE_INFINITY, (values) => values.find((each) => each !== undefined)],
  concat: [1, Number.POSITIVE_INFINITY, (values) => values.map((each) => textOf(each) ?? '').join('')],
  strlen: [1, 1, ofText((text) => [...text].length)],
  tolower: [1, 1, ofText((text) => text.toLowerCase())],
  toupper: [1, 1, ofText((text) => text.toUpperCase())],
  trim: [1, 1, ofText((text) => text.trim())],
};

/** What computes a function. Throws a QueryError when it is not there or takes other arguments. */
export function functionOf(name: string, count: number): (values: Value[]) => Value {
  const found = Object.hasOwn(functions, name.toLowerCase()) && functions[name.toLowerCase()];
  if (!found)
    throw new QueryError(
      `the local cloud has no function ${name}. Use one of these: ${Object.keys(functions).join(', ')}.`,
    );
  const [least, most, compute] = found;
  if (count < least || count > most)
    throw new QueryError(
      `${name} takes ${least === most ? least : `at least ${least}`} argument, not ${count}. Give it as many.`,
    );
  return compute;
}
