import type { Stay } from './oldest.ts';

/** How many orders were sent by `at` and are not done by then. */
export const notDone = (orders: readonly Stay[], at: number): number =>
  orders.filter(({ sentAt, doneAt }) => sentAt <= at && (doneAt ?? Number.POSITIVE_INFINITY) > at).length;

/** How many orders were done from `from` up to `to`, per second. */
export const doneRate = (orders: readonly Stay[], from: number, to: number): number =>
  orders.filter(({ doneAt }) => doneAt !== undefined && doneAt >= from && doneAt < to).length /
  ((to - from) / 1000);

/** The first moment from `from` on at which no more than `atMost` orders are not done; undefined when there is none. */
export function drainedAt(orders: readonly Stay[], from: number, atMost: number): number | undefined {
  // Only what gets done makes the number smaller.
  const moments = [
    from,
    ...orders.flatMap(({ doneAt }) => (doneAt !== undefined && doneAt > from ? [doneAt] : [])),
  ];
  return moments.sort((a, b) => a - b).find((at) => notDone(orders, at) <= atMost);
}
