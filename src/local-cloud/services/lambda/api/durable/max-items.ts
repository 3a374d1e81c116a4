import { maxItems } from '../parameters.ts';

/** The parameter MaxItems of the lists of durable executions. */
export const upTo1000 = maxItems(0, 1_000);

/** "The default is 100 and the maximum allowed is 1000. A value of 0 uses the default." The parameter has been checked. */
export const maxItemsOf = (query: URLSearchParams): number => Number(query.get('MaxItems') ?? 0) || 100;
