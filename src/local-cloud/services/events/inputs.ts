import * as v from 'valibot';
import { EventBridgeError } from './event-bridge-error.ts';

/** A name of at most so many characters. */
export const nameOfAtMost = (longest: number) =>
  v.pipe(
    v.string('must be a text'),
    v.regex(
      new RegExp(String.raw`^[.\-_A-Za-z\d]{1,${longest}}$`),
      `must be 1 to ${longest} of a-z, A-Z, 0-9, ., - and _`,
    ),
  );

export const description = v.pipe(v.string(), v.maxLength(512, 'must be at most 512 characters'));

/** Of a bus, an archive or a rule. */
export const arn = v.pipe(
  v.string('must be a text'),
  v.regex(/^arn:aws([a-z]|-)*:events:([a-z]|\d|-)*:(\d{12})?:.+\/.+$/, 'must be an ARN of EventBridge'),
);

/** What every list takes. */
export const pageSettings = {
  Limit: v.optional(
    v.pipe(
      v.number(),
      v.integer('must be a whole number'),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(100, 'must be at most 100'),
    ),
    100,
  ),
  NextToken: v.optional(v.string()),
};

/** One page of a list, from the token of the page before on. Throws an EventBridgeError for a token that is none. */
export function pageOf<Entry>(
  name: string,
  all: Entry[],
  { Limit, NextToken = '0' }: { Limit: number; NextToken?: string | undefined },
): object {
  const start = Number(NextToken);
  if (!/^\d+$/.test(NextToken) || (start > 0 && start >= all.length))
    throw new EventBridgeError('InvalidToken', 'The NextToken is not one of this list.');
  const end = start + Limit;
  return { [name]: all.slice(start, end), ...(end < all.length && { NextToken: String(end) }) };
}
