import type { Clock } from './clock.ts';

/** What became of one order of an invocation. */
export const outcomes = { done: 1, failed: 2 } as const;

/** The batches that are in work or held by a poller, each in a row of its own; a row is used again. */
export class Invocations {
  /** Orders that a row has room for. */
  readonly room: number;
  /** When its messages were received, or its request came, in ms. */
  begunAt = new Float64Array(64);
  startedAt = new Float64Array(64);
  /** When its work ends. */
  endsAt = new Float64Array(64);
  /** How many orders it has. */
  size = new Uint8Array(64);
  /** 1 when it runs into its function's timeout. */
  timesOut = new Uint8Array(64);
  /** Row of each order, `room` per invocation. */
  orders: Int32Array;
  /** Receive count at which each message was handed over. */
  receipts: Uint16Array;
  /** What became of each, once the work has ended. */
  outcomes: Uint8Array;
  readonly #clock: Clock;
  #free: number[] = [];
  #used = 0;

  constructor(room: number, clock: Clock) {
    this.room = room;
    this.#clock = clock;
    this.orders = new Int32Array(64 * room);
    this.receipts = new Uint16Array(64 * room);
    this.outcomes = new Uint8Array(64 * room);
  }

  /** A row for a batch without orders yet. */
  add(): number {
    const row = this.#free.pop() ?? this.#used++;
    if (row === this.size.length) this.#grow();
    this.begunAt[row] = this.#clock.now;
    this.size[row] = 0;
    return row;
  }

  /** Puts an order into the batch. */
  put(row: number, order: number, receipt: number): void {
    const place = row * this.room + (this.size[row] as number);
    this.orders[place] = order;
    this.receipts[place] = receipt;
    this.size[row] = (this.size[row] as number) + 1;
  }

  free(row: number): void {
    this.#free.push(row);
  }

  #grow(): void {
    const bigger = <Rows extends Float64Array | Uint16Array | Uint8Array | Int32Array>(rows: Rows): Rows => {
      const made = new (rows.constructor as new (length: number) => Rows)(2 * rows.length);
      made.set(rows);
      return made;
    };
    this.begunAt = bigger(this.begunAt);
    this.startedAt = bigger(this.startedAt);
    this.endsAt = bigger(this.endsAt);
    this.size = bigger(this.size);
    this.timesOut = bigger(this.timesOut);
    this.orders = bigger(this.orders);
    this.receipts = bigger(this.receipts);
    this.outcomes = bigger(this.outcomes);
  }
}
