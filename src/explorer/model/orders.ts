import type { Clock } from './clock.ts';
import { placeNumbers } from './counts.ts';
import { fates as fatesOfStates, isOver } from './fates.ts';
import { allFlags as everyFlag, oneAtWork } from './flags.ts';

/**
 * Where each thing about an order stands in its row: `rows[order + attempts]`. Its state, the flags and how many work on
 * it, comes first: `rows[order]`. Whoever uses a column takes it into a constant of its own file; see `flags.ts`.
 */
export const orderColumns = {
  /** Attempts of its caller. */
  attempts: 1,
  /** How often its message was received. */
  receives: 2,
  /** Where it is; see `counts.ts`. */
  place: 3,
  /** The next in the line of visible messages, or of free rows; 0: none. */
  next: 4,
  /** Its neighbours among those that are not settled, by age: a ring that begins and ends in row 0. */
  older: 5,
  newer: 6,
  /** Which lane of a stream its record goes to; see `ShardLanes`. Of a notification, which order it tells of. */
  lane: 7,
} as const;

const { attempts, newer, next, older, place, receives } = orderColumns;
const { inFlight } = placeNumbers;
const fates = fatesOfStates;
const [over, allFlags, atWork] = [isOver, everyFlag, oneAtWork];
const width = 8;
const atFirst = 1024;

/**
 * The orders that something can still happen to, each in a row of its own; a row is used again. An order is known by the
 * place at which its row begins. Row 0 is no order's: it says that there is none. All of a row stands together, in one
 * array of whole numbers: each array that is touched costs a look at where it lies, and how long it is. What the time is
 * they read from the clock: a time that is handed over may cost an allocation.
 */
export class Orders {
  rows = new Int32Array(atFirst * width);
  /** When each order came, and its service time, in ms: at `order / 4` and behind it. */
  times = new Float64Array(atFirst * 2);
  /** Orders by place; see `counts.ts`. */
  readonly inPlace = new Int32Array(6);
  /** Order-milliseconds of those that are not settled, and until when they are summed up; see `Clock`. */
  #openMs = -0;
  #openUntil = -0;
  #open = 0;
  readonly #clock: Clock;
  #free = 0;
  #used = width;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Orders that are not settled, summed up over time: order-milliseconds. */
  get openMs(): number {
    return this.#openMs;
  }

  /** Milliseconds since the oldest order came that is not settled; 0 when all are. */
  get ageOfOldest(): number {
    const oldest = this.rows[newer] as number;
    return oldest === 0 ? 0 : this.#clock.now - (this.times[oldest >> 2] as number);
  }

  /** A row for an order that comes now; its service time is to be set. */
  add(flags: number): number {
    let order = this.#free;
    if (order === 0) order = this.#newRow();
    else this.#free = this.rows[order + next] as number;
    this.times[order >> 2] = this.#clock.now;
    const { rows } = this;
    const newest = rows[older] as number;
    rows[order] = flags;
    rows[order + attempts] = 0;
    rows[order + receives] = 0;
    rows[order + place] = inFlight;
    rows[order + older] = newest;
    rows[order + newer] = 0;
    rows[newest + newer] = order;
    rows[older] = order;
    this.inPlace[inFlight] = (this.inPlace[inFlight] as number) + 1;
    this.#opened(1);
    return order;
  }

  /** Puts an order into the place that follows from what is the case; frees its row when nothing can happen to it. */
  settle(order: number): void {
    const { rows } = this;
    const state = rows[order] as number;
    const fate = fates[state <= allFlags ? state : (state & allFlags) | atWork] as number;
    const after = fate & (over - 1);
    const before = rows[order + place] as number;
    if (after !== before) {
      const { inPlace } = this;
      inPlace[before] = (inPlace[before] as number) - 1;
      inPlace[after] = (inPlace[after] as number) + 1;
      rows[order + place] = after;
      if (after > inFlight && before <= inFlight) this.#close(order);
    }
    if (fate >= over) {
      rows[order + next] = this.#free;
      this.#free = order;
    }
  }

  /** Brings the sum over time up to now. */
  countOpen(): void {
    this.#opened(0);
  }

  #opened(more: number): void {
    const { now } = this.#clock;
    this.#openMs += this.#open * (now - this.#openUntil);
    this.#openUntil = now;
    this.#open += more;
  }

  /** Takes an order that is settled out of the ring. */
  #close(order: number): void {
    const { rows } = this;
    const before = rows[order + older] as number;
    const after = rows[order + newer] as number;
    rows[before + newer] = after;
    rows[after + older] = before;
    this.#opened(-1);
  }

  /** Rare: it stands by itself so that `add` is short enough to be compiled into those who call it. */
  #newRow(): number {
    if (this.#used === this.rows.length) this.#grow();
    const order = this.#used;
    this.#used += width;
    return order;
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
