import * as v from 'valibot';
import { type ApiAction, actionsOf } from '../../../http/api-action.ts';
import { ApiServerError } from '../../../http/api-server.ts';
import type { LogGroup } from '../log-group.ts';
import type { Logs } from '../logs.ts';

/** An action of the API. */
export type Action = ApiAction<Logs>;

/** Defines an action with the shape of its input. */
export const action = actionsOf<Logs>();

export const groupName = v.pipe(
  v.string(),
  v.regex(/^[.\-_/#A-Za-z\d]{1,512}$/, 'must be 1 to 512 of a-z, A-Z, 0-9, _, -, /, . and #'),
);

export const streamName = v.pipe(
  v.string(),
  v.regex(/^[^:*]{1,512}$/, 'must be 1 to 512 characters without : and *'),
);

export const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));

export const time = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How a group is named in the actions that read: by name, or by name or ARN. */
export const oneGroup = {
  logGroupName: v.optional(groupName),
  logGroupIdentifier: v.optional(v.string()),
};

/** The group that one of them names. Throws an ApiServerError. */
export function groupOf(
  { logGroupName, logGroupIdentifier }: { logGroupName?: string; logGroupIdentifier?: string },
  logs: Logs,
): LogGroup {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined))
    throw new ApiServerError(
      'InvalidParameterException',
      'Exactly one of logGroupName and logGroupIdentifier must be specified.',
    );
  return logs.group(logGroupName ?? logGroupIdentifier ?? '');
}

/** A piece of a list, and where the next begins. Throws an ApiServerError for a token that is none. */
export function page<T>(
  all: readonly T[],
  token: string | undefined,
  size: number,
): { items: T[]; next: { nextToken?: string } } {
  const start = Number(token ?? 0);
  if (!(Number.isInteger(start) && start >= 0))
    throw new ApiServerError('InvalidParameterException', 'The specified nextToken is invalid.');
  const end = start + size;
  return { items: all.slice(start, end), next: end < all.length ? { nextToken: String(end) } : {} };
}
