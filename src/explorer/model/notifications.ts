import type { Clock } from './clock.ts';
import { Orders, orderColumns } from './orders.ts';

const { lane: toldOf, place } = orderColumns;

/** Hears that a notification of an order has got from a place to another; see `counts.ts`. */
export type Listener = (order: number, before: number, after: number) => void;

/** The notifications of a subscription. To its function each is an order; the topic hears where they get to. */
export class Notifications extends Orders {
  readonly #moved: Listener;

  constructor(clock: Clock, moved: Listener) {
    super(clock);
    this.#moved = moved;
  }

  /** A row for a notification of an order of the topic, as `add` gives it. */
  tell(order: number, flags: number): number {
    const notification = this.add(flags);
    this.rows[notification + toldOf] = order;
    return notification;
  }

  override settle(notification: number): void {
    const { rows } = this;
    const before = rows[notification + place] as number;
    super.settle(notification);
    const after = rows[notification + place] as number;
    if (after !== before) this.#moved(rows[notification + toldOf] as number, before, after);
  }
}
