import { type Orders, orderColumns } from './orders.ts';

const { next } = orderColumns;

/**
 * The records of a stream that wait, lane by lane: a lane is a shard, or a part of its keys where it has several. Of each
 * one batch is in work at a time.
 */
export class ShardLanes {
  /** How many lanes there are. */
  readonly count: number;
  /** Records that wait: in their lane, or in a batch that waits for its next try. */
  waiting = 0;
  readonly #orders: Orders;
  /** The first and the last record that waits in each lane; 0: none. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** Whether a batch of it is in work, and how often that one was tried again. */
  readonly #busy: Uint8Array;
  readonly #tries: Int32Array;

  constructor(orders: Orders, count: number) {
    this.#orders = orders;
    this.count = count;
    this.#first = new Int32Array(count);
    this.#last = new Int32Array(count);
    this.#busy = new Uint8Array(count);
    this.#tries = new Int32Array(count);
  }

  isEmpty(lane: number): boolean {
    return this.#first[lane] === 0;
  }

  isBusy(lane: number): boolean {
    return this.#busy[lane] === 1;
  }

  tries(lane: number): number {
    return this.#tries[lane] as number;
  }

  setTries(lane: number, tries: number): void {
    this.#tries[lane] = tries;
  }

  begin(lane: number): void {
    this.#busy[lane] = 1;
    this.#tries[lane] = 0;
  }

  end(lane: number): void {
    this.#busy[lane] = 0;
  }

  add(lane: number, order: number): void {
    const { rows } = this.#orders;
    rows[order + next] = 0;
    if (this.#first[lane] === 0) this.#first[lane] = order;
    else rows[(this.#last[lane] as number) + next] = order;
    this.#last[lane] = order;
    this.waiting += 1;
  }

  /** The record that came first; there has to be one. */
  take(lane: number): number {
    const order = this.#first[lane] as number;
    this.#first[lane] = this.#orders.rows[order + next] as number;
    this.waiting -= 1;
    return order;
  }
}
