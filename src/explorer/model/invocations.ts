import type { Clock } from './clock.ts';

/** What became of one order of an invocation. */
export const outcomes = { done: 1, failed: 2 } as const;

/**
 * Where each thing about an invocation stands in its row, from `rowOf` on; of `times`, from `timesOf` on. Whoever uses one
 * takes it into a constant of its own file; see `flags.ts`.
 */
export const invocationColumns = {
  /** How many orders it has. */
  size: 0,
  /** 1 when it runs into its function's timeout. */
  timesOut: 1,
  /** Its first order; each takes `perOrder`. */
  orders: 2,
  /** Behind the order: the receive count at which its message was handed over; of a request, 1 while its caller waits. */
  receipt: 1,
  /** Behind the order: what became of it, once the work has ended. */
  outcome: 2,
  perOrder: 3,
} as const;

export const invocationTimes = {
  /** When its messages were received, or its request came, in ms. */
  begunAt: 0,
  startedAt: 1,
  /** When its work ends. */
  endsAt: 2,
} as const;

const { orders, perOrder, receipt, size } = invocationColumns;
const { begunAt } = invocationTimes;
const none = -1;
const atFirst = 64;
/** A row of `times` is 4 wide, as a power of two. */
const timesBits = 2;

/**
 * The batches that are in work or held by a poller, each in a row of its own; a row is used again. See `Orders`. How wide
 * a row is, is a power of two: to multiply costs a look for overflow and for -0, to shift does not.
 */
export class Invocations {
  rows: Int32Array;
  times: Float64Array;
  readonly #bits: number;
  readonly #clock: Clock;
  #free = none;
  #used = 0;

  /** `room`: orders that a batch has at most. */
  constructor(room: number, clock: Clock) {
    this.#bits = 32 - Math.clz32(orders + perOrder * room - 1);
    this.#clock = clock;
    this.rows = new Int32Array(atFirst << this.#bits);
    this.times = new Float64Array(atFirst << timesBits);
  }

  /** Where the row of an invocation begins. */
  rowOf(invocation: number): number {
    return invocation << this.#bits;
  }

  timesOf(invocation: number): number {
    return invocation << timesBits;
  }

  /** A row for a batch without orders yet. */
  add(): number {
    let invocation = this.#free;
    if (invocation === none) invocation = this.#newRow();
    else this.#free = this.rows[invocation << this.#bits] as number;
    this.times[(invocation << timesBits) + begunAt] = this.#clock.now;
    this.rows[invocation << this.#bits] = 0;
    return invocation;
  }

  /** Puts an order into the batch. */
  put(invocation: number, order: number, received: number): void {
    const { rows } = this;
    const row = invocation << this.#bits;
    const count = rows[row + size] as number;
    const place = row + orders + count * perOrder;
    rows[place] = order;
    rows[place + receipt] = received;
    rows[row + size] = count + 1;
  }

  free(invocation: number): void {
    this.rows[invocation << this.#bits] = this.#free;
    this.#free = invocation;
  }

  /** Rare, and by itself for that; see `Orders`. */
  #newRow(): number {
    if (this.#used << timesBits === this.times.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    const rows = new Int32Array(2 * this.rows.length);
    const times = new Float64Array(2 * this.times.length);
    rows.set(this.rows);
    times.set(this.times);
    this.rows = rows;
    this.times = times;
  }
}
