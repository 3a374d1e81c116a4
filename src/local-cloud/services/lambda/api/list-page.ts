import { ApiError } from './api-error.ts';

/**
 * The piece of a list that Marker and MaxItems ask for, of at most `largest`; and the marker of the next. Throws an ApiError
 * for a marker that is none of the list.
 */
export function listPage<Item>(
  all: readonly Item[],
  query: URLSearchParams,
  largest: number,
): { items: Item[]; next: { NextMarker?: string } } {
  const marker = query.get('Marker') ?? '0';
  const from = Number(marker);
  if (!Number.isInteger(from) || from < 0 || from > all.length)
    throw new ApiError(400, 'InvalidParameterValueException', `Marker ${marker} is none of this list.`);
  const to = from + Math.min(Number(query.get('MaxItems') ?? largest), largest);
  return { items: all.slice(from, to), next: to < all.length ? { NextMarker: String(to) } : {} };
}
