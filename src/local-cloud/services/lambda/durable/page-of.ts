import { DurableRefusal } from './durable-refusal.ts';

/** Some items of many, and where to go on; the marker is the number of the first item. Throws a DurableRefusal. */
export function pageOf<Item>(
  all: readonly Item[],
  marker: string | undefined,
  maxItems: number,
): { items: Item[]; nextMarker: string | undefined } {
  const from = marker === undefined || marker === '' ? 0 : Number(marker);
  if (!Number.isInteger(from) || from < 0)
    throw new DurableRefusal(`Marker is ${marker}: pass the NextMarker of the last answer.`);
  const to = from + maxItems;
  return { items: all.slice(from, to), nextMarker: to < all.length ? String(to) : undefined };
}
