import { flags } from './flags.ts';
import type { Orders } from './orders.ts';

const { isGhost } = flags;

/** The messages that can be received, in the order in which they became visible. */
export class MessageLine {
  readonly #orders: Orders;
  #first = 0;
  #last = 0;

  constructor(orders: Orders) {
    this.#orders = orders;
  }

  get isEmpty(): boolean {
    return this.#first === 0;
  }

  add(row: number): void {
    this.#orders.next[row] = 0;
    if (this.#first === 0) this.#first = row;
    else this.#orders.next[this.#last] = row;
    this.#last = row;
  }

  /** The next message, or 0; those that were deleted while they stood here are passed over and settled. */
  take(): number {
    for (;;) {
      const row = this.#first;
      if (row === 0) return 0;
      this.#first = this.#orders.next[row] as number;
      const flags = this.#orders.flags[row] as number;
      if ((flags & isGhost) === 0) return row;
      this.#orders.flags[row] = flags & ~isGhost;
      this.#orders.settle(row);
    }
  }
}
