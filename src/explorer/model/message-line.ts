import { flags } from './flags.ts';
import { type Orders, orderColumns } from './orders.ts';

const { isGhost } = flags;
const { next } = orderColumns;

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

  add(order: number): void {
    const { rows } = this.#orders;
    rows[order + next] = 0;
    if (this.#first === 0) this.#first = order;
    else rows[this.#last + next] = order;
    this.#last = order;
  }

  /** The next message, or 0; those that were deleted while they stood here are passed over and settled. */
  take(): number {
    for (;;) {
      const order = this.#first;
      if (order === 0) return 0;
      const { rows } = this.#orders;
      this.#first = rows[order + next] as number;
      const state = rows[order] as number;
      if ((state & isGhost) === 0) return order;
      rows[order] = state & ~isGhost;
      this.#orders.settle(order);
    }
  }
}
