import { isGhost, type Orders } from './orders.ts';

/** The messages that can be received, in the order in which they became visible. */
export class MessageLine {
  readonly #orders: Orders;
  #first = -1;
  #last = -1;

  constructor(orders: Orders) {
    this.#orders = orders;
  }

  add(row: number): void {
    this.#orders.next[row] = -1;
    if (this.#first === -1) this.#first = row;
    else this.#orders.next[this.#last] = row;
    this.#last = row;
  }

  /** The next message, or -1; those that were deleted while they stood here are passed over and settled. */
  take(now: number): number {
    for (;;) {
      const row = this.#first;
      if (row === -1) return -1;
      this.#first = this.#orders.next[row] as number;
      const flags = this.#orders.flags[row] as number;
      if ((flags & isGhost) === 0) return row;
      this.#orders.flags[row] = flags & ~isGhost;
      this.#orders.settle(row, now);
    }
  }
}
