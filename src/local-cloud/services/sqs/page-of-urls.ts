import type { LocalQueue } from './local-queue.ts';
import { invalidValue } from './refusals.ts';

/** "The response includes a maximum of 1,000 results." */
const mostUrls = 1_000;

/**
 * The addresses of queues in order, from the token of the page before on. "You must set MaxResults to receive a value for
 * NextToken." Throws an SqsError.
 */
export function pageOfUrls(
  queues: Iterable<LocalQueue>,
  { MaxResults, NextToken }: Record<string, unknown>,
): { urls: string[]; NextToken?: string } {
  const size = Number(MaxResults ?? mostUrls);
  if (!(size >= 1 && size <= mostUrls))
    throw invalidValue(MaxResults, 'MaxResults', `Must be between 1 and ${mostUrls}, if provided.`);
  const after = typeof NextToken === 'string' ? NextToken : '';
  const urls = Array.from(queues, ({ url }) => url)
    .sort()
    .filter((url) => url > after);
  const page = urls.slice(0, size);
  const last = page.at(-1);
  const hasMore = MaxResults !== undefined && urls.length > page.length && last !== undefined;
  return { urls: page, ...(hasMore && { NextToken: last }) };
}
