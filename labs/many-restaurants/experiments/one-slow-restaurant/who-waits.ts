/** An order that its restaurant’s till has; times in milliseconds of one clock. */
export interface SentOrder {
  orderId: string;
  restaurant: string;
  /** When its caller was told that it is accepted. */
  acceptedAt: number;
  /** When the function began with it, and when the till had it. */
  from: number;
  to: number;
}

/** Of the order that has to let most pass: how many of `others` are begun between its acceptance and its own beginning. */
export function mostLetPass(waiting: readonly SentOrder[], others: readonly SentOrder[]): number {
  return Math.max(
    0,
    ...waiting.map(
      ({ acceptedAt, from }) => others.filter((each) => each.from > acceptedAt && each.from < from).length,
    ),
  );
}

/** How many of these orders begin only after one of `others` has ended since they were accepted. */
export function countWaitedForAnEnd(waiting: readonly SentOrder[], others: readonly SentOrder[]): number {
  return waiting.filter(({ acceptedAt, from }) => others.some(({ to }) => to > acceptedAt && to <= from))
    .length;
}
