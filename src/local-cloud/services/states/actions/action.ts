import * as v from 'valibot';
import { type ApiAction, actionsOf } from '../../../http/api-action.ts';
import { ApiServerError } from '../../../http/api-server.ts';
import type { StateMachines } from '../state-machines.ts';

/** An action of the API. */
export type Action = ApiAction<StateMachines>;

/** Defines an action with the shape of its input. */
export const action = actionsOf<StateMachines>();

export const arn = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html#API_StartExecution_RequestSyntax */
export const name = v.pipe(
  v.string(),
  v.minLength(1, 'Member must have length greater than or equal to 1'),
  v.maxLength(80, 'Member must have length less than or equal to 80'),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS lists them
  v.regex(/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]+$/u, 'Invalid Name'),
);

const textOf = (longest: number) =>
  v.nullish(
    v.pipe(v.string(), v.maxLength(longest, `Member must have length less than or equal to ${longest}`)),
  );

/** Why a task failed, or an execution is stopped. */
export const said = { error: textOf(256), cause: textOf(32_768) };

/** "The provided token is not valid." */
export const invalidToken = (): ApiServerError =>
  new ApiServerError('InvalidToken', "Invalid Token: 'Invalid token'");

/** The page of `all` that a call asks for, and the token of the next. Throws an ApiServerError for a token that is none. */
export function pageOf<T>(
  all: readonly T[],
  {
    maxResults,
    nextToken,
  }: { maxResults?: number | null | undefined; nextToken?: string | null | undefined },
  most: number,
): { page: T[]; nextToken?: string } {
  const from = Number(nextToken ?? 0);
  if (!Number.isInteger(from) || from < 0 || from > all.length) throw invalidToken();
  const to = from + (maxResults || most);
  return { page: all.slice(from, to), ...(to < all.length && { nextToken: String(to) }) };
}

export const paging = {
  maxResults: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000))),
  nextToken: v.nullish(v.string()),
};
