import type { ApiCall } from '../../http/api-server.ts';
import { invalid, type Scheduler } from './scheduler.ts';

/** One action of Scheduler's API. `name`: of the path, empty when it has none. Throws an ApiServerError. */
export type Operation = (call: ApiCall, scheduler: Scheduler, name: string) => object;

/** One page of a list, under the name that the answer gives it. Throws an ApiServerError. */
export function pageOf<T>(
  all: T[],
  query: URLSearchParams,
  list: string,
  describeOne: (each: T) => object,
): object {
  const size = Number(query.get('MaxResults') ?? 100);
  if (!(Number.isInteger(size) && size >= 1 && size <= 100))
    throw invalid(
      `1 validation error detected: MaxResults: ${query.get('MaxResults')} is not from 1 to 100.`,
    );
  const token = query.get('NextToken') ?? '0';
  const start = Number(token);
  if (!/^\d{1,9}$/.test(token) || start > all.length)
    throw invalid(`NextToken ${token} is none of this list.`);
  const end = start + size;
  return {
    [list]: all.slice(start, end).map(describeOne),
    ...(end < all.length && { NextToken: String(end) }),
  };
}
