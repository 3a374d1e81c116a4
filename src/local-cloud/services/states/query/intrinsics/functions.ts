import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Random, seededRandom } from '../../../../kernel/random.ts';

/** What is wrong with the arguments of an intrinsic function. */
export class IntrinsicError extends Error {
  override name = 'IntrinsicError';
}

interface Intrinsic {
  /** Fewest and most arguments. */
  arguments: [least: number, most: number];
  /** Throws an IntrinsicError. */
  run(given: unknown[], tools: { random: Random }): unknown;
}

/** "… up to 10,000 characters". */
const longestText = 10_000;

/** "The newly generated array can't contain more than 1000 items." */
const longestRange = 1_000;

const algorithms = new Map(
  ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'].map((name) => [
    name,
    name.replace('-', '').toLowerCase(),
  ]),
);

function arrayOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new IntrinsicError(`${JSON.stringify(value)} is no array`);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new IntrinsicError(`${JSON.stringify(value)} is no text`);
}

/** "If you specify a non-integer value …, Step Functions will round it off to the nearest integer." */
function integerOf(value: unknown): number {
  if (typeof value === 'number') return Math.round(value);
  throw new IntrinsicError(`${JSON.stringify(value)} is no number`);
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new IntrinsicError(`${JSON.stringify(value)} is no JSON object`);
}

function shortTextOf(value: unknown): string {
  const text = textOf(value);
  if (text.length <= longestText) return text;
  throw new IntrinsicError(`the text has more than ${longestText} characters`);
}

function rangeOf(first: number, last: number, step: number): number[] {
  if (step === 0) throw new IntrinsicError('the increment must not be 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > longestRange) throw new IntrinsicError(`the array would have more than ${longestRange} items`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function hashOf(data: unknown, algorithm: string): string {
  const known = algorithms.get(algorithm);
  if (known === undefined)
    throw new IntrinsicError(`the algorithm ${algorithm} is none of ${[...algorithms.keys()].join(', ')}`);
  return createHash(known)
    .update(shortTextOf(typeof data === 'string' ? data : JSON.stringify(data)))
    .digest('hex');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new IntrinsicError((error as Error).message);
  }
}

function chunksOf(array: unknown[], size: number): unknown[][] {
  if (size < 1) throw new IntrinsicError('the size of a chunk must be at least 1');
  return Array.from({ length: Math.ceil(array.length / size) }, (_, index) =>
    array.slice(index * size, (index + 1) * size),
  );
}

function itemOf(array: unknown[], index: number): unknown {
  if (index >= 0 && index < array.length) return array[index];
  throw new IntrinsicError(`the array of ${array.length} items has none at the index ${index}`);
}

function merged(first: unknown, second: unknown, deep: unknown): object {
  // "Step Functions currently only supports the shallow merging mode; therefore, you must specify the boolean value as false."
  if (deep !== false)
    throw new IntrinsicError('only the shallow mode is supported: the third argument must be false');
  return { ...objectOf(first), ...objectOf(second) };
}

const distinct = (array: unknown[]): unknown[] =>
  array.filter((each, index) => array.findIndex((other) => isDeepStrictEqual(each, other)) === index);

/** Each character of the splitter divides, and nothing is between two that follow each other. */
const partsOf = (text: string, splitter: string): string[] => {
  const parts: string[] = [''];
  for (const character of text) {
    if (splitter.includes(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.filter((each) => each !== '');
};

const of = (least: number, most: number, run: Intrinsic['run']): Intrinsic => ({
  arguments: [least, most],
  run,
});

/**
 * By name. https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 * The first argument of States.Format comes as what is between its `{}`.
 */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map([
  ['States.Array', of(0, Number.POSITIVE_INFINITY, (given) => given)],
  ['States.ArrayPartition', of(2, 2, ([array, size]) => chunksOf(arrayOf(array), integerOf(size)))],
  [
    'States.ArrayContains',
    of(2, 2, ([array, wanted]) => arrayOf(array).some((each) => isDeepStrictEqual(each, wanted))),
  ],
  [
    'States.ArrayRange',
    of(3, 3, ([first, last, step]) => rangeOf(integerOf(first), integerOf(last), integerOf(step))),
  ],
  ['States.ArrayGetItem', of(2, 2, ([array, index]) => itemOf(arrayOf(array), integerOf(index)))],
  ['States.ArrayLength', of(1, 1, ([array]) => arrayOf(array).length)],
  ['States.ArrayUnique', of(1, 1, ([array]) => distinct(arrayOf(array)))],
  ['States.Base64Encode', of(1, 1, ([text]) => Buffer.from(shortTextOf(text)).toString('base64'))],
  ['States.Base64Decode', of(1, 1, ([text]) => Buffer.from(shortTextOf(text), 'base64').toString('utf8'))],
  ['States.Hash', of(2, 2, ([data, algorithm]) => hashOf(data, textOf(algorithm)))],
  ['States.JsonMerge', of(3, 3, ([first, second, deep]) => merged(first, second, deep))],
  ['States.StringToJson', of(1, 1, ([text]) => parsed(textOf(text)))],
  ['States.JsonToString', of(1, 1, ([value]) => JSON.stringify(value))],
  [
    'States.MathRandom',
    of(2, 3, ([from, to, seed], { random }) => {
      const [first, last] = [integerOf(from), integerOf(to)];
      if (last <= first) throw new IntrinsicError('the end must be greater than the start');
      const fraction = seed === undefined ? random() : seededRandom(integerOf(seed))();
      return first + Math.floor(fraction * (last - first));
    }),
  ],
  ['States.MathAdd', of(2, 2, ([first, second]) => integerOf(first) + integerOf(second))],
  ['States.StringSplit', of(2, 2, ([text, splitter]) => partsOf(textOf(text), textOf(splitter)))],
  ['States.UUID', of(0, 0, () => randomUUID())],
  [
    'States.Format',
    of(1, Number.POSITIVE_INFINITY, ([between, ...values]) => formatted(between as string[], values)),
  ],
]);

function formatted([first = '', ...rest]: string[], values: unknown[]): string {
  if (rest.length !== values.length)
    throw new IntrinsicError(`there are ${rest.length} {} for ${values.length} values`);
  return rest.reduce((text, part, index) => text + written(values[index]) + part, first);
}

function written(value: unknown): string {
  if (typeof value === 'object' && value !== null)
    throw new IntrinsicError(`${JSON.stringify(value)} is no text, number, boolean or null`);
  return String(value);
}
