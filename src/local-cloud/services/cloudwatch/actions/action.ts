import * as v from 'valibot';
import { type ApiAction, actionsOf } from '../../../http/api-action.ts';
import { ApiServerError } from '../../../http/api-server.ts';
import type { CloudWatch } from '../cloudwatch.ts';

/** An action of the API. */
export type Action = ApiAction<CloudWatch>;

/** Defines an action with the shape of its input. */
export const action = actionsOf<CloudWatch>();

/** A time, as the JSON protocol has it: seconds since 1970; as Unix ms. */
export const time = v.pipe(
  v.union([
    v.number(),
    v.pipe(
      v.string(),
      v.isoTimestamp(),
      v.transform((text) => Date.parse(text) / 1_000),
    ),
  ]),
  v.transform((seconds) => seconds * 1_000),
);

/** As the JSON protocol has it. */
export const secondsOf = (milliseconds: number): number => milliseconds / 1_000;

/** A piece of a list, and where the next begins. Throws an ApiServerError for a token that is none. */
export function page<T>(
  all: readonly T[],
  token: string | undefined,
  size: number,
): { items: T[]; next: { NextToken?: string } } {
  const start = Number(token ?? 0);
  if (!(Number.isInteger(start) && start >= 0))
    throw new ApiServerError('InvalidNextToken', 'The next token specified is invalid.');
  const end = start + size;
  return { items: all.slice(start, end), next: end < all.length ? { NextToken: String(end) } : {} };
}
