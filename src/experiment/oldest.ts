/** An order with the moment that it was sent at, and the one that it was done at, if it ever was. */
export interface Stay {
  sentAt: number;
  doneAt?: number;
}

/** How long the oldest order that is not done at `at` has waited by then; 0 when none is waiting. */
export function ageOfOldest(orders: readonly Stay[], at: number): number {
  const waiting = orders.filter(({ sentAt, doneAt }) => sentAt <= at && (doneAt ?? Infinity) > at);
  return Math.max(0, ...waiting.map(({ sentAt }) => at - sentAt));
}
