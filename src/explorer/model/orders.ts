import type { Clock } from './clock.ts';
import { placeNumbers } from './counts.ts';
import { flags } from './flags.ts';

const { deadLettered, inFlight, lost, refused, stored, waiting } = placeNumbers;
const { hasMessage, isAsked, isBackingOff, isDeadLettered, isGhost, isRefused, isStored, isVisible } = flags;

/**
 * The orders that something can still happen to, each in a row of its own; a row is used again. Row 0 is no order's: it
 * says that there is none. What the time is they read from the clock: a time that is handed over may cost an allocation.
 */
export class Orders {
  sentAt = new Float64Array(1024);
  serviceMs = new Float64Array(1024);
  flags = new Uint16Array(1024);
  /** Attempts of its caller. */
  attempts = new Uint16Array(1024);
  /** How often its message was received. */
  receives = new Uint16Array(1024);
  /** Invocations that work on it. */
  working = new Uint16Array(1024);
  /** The next in the line of visible messages, or of free rows; 0: none. */
  next = new Int32Array(1024);
  /** Orders by place; see `counts.ts`. */
  readonly inPlace = new Float64Array(6);
  /** Order-milliseconds of those that are not settled, and until when they are summed up; see `Clock`. */
  readonly #openMs = new Float64Array(2);
  #open = 0;
  readonly #clock: Clock;
  #place = new Uint8Array(1024);
  /** The neighbours of an order among those that are not settled, by age: a ring that begins and ends in row 0. */
  #older = new Int32Array(1024);
  #newer = new Int32Array(1024);
  #free = 0;
  #used = 1;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Orders that are not settled, summed up over time: order-milliseconds. */
  get openMs(): number {
    return this.#openMs[0] as number;
  }

  /** Milliseconds since the oldest order came that is not settled; 0 when all are. */
  get ageOfOldest(): number {
    const oldest = this.#newer[0] as number;
    return oldest === 0 ? 0 : this.#clock.now - (this.sentAt[oldest] as number);
  }

  /** A row for an order that comes now. */
  add(serviceMs: number, flags: number): number {
    let row = this.#free;
    if (row !== 0) this.#free = this.next[row] as number;
    else {
      if (this.#used === this.flags.length) this.#grow();
      row = this.#used++;
    }
    this.sentAt[row] = this.#clock.now;
    this.serviceMs[row] = serviceMs;
    this.flags[row] = flags;
    this.attempts[row] = 0;
    this.receives[row] = 0;
    this.#place[row] = inFlight;
    this.inPlace[inFlight] = (this.inPlace[inFlight] as number) + 1;
    const newest = this.#older[0] as number;
    this.#older[row] = newest;
    this.#newer[row] = 0;
    this.#newer[newest] = row;
    this.#older[0] = row;
    this.#opened(1);
    return row;
  }

  /** Puts an order into the place that follows from what is the case; frees its row when nothing can happen to it. */
  settle(row: number): void {
    const place = this.#placeOf(row);
    const before = this.#place[row] as number;
    if (place !== before) {
      this.inPlace[before] = (this.inPlace[before] as number) - 1;
      this.inPlace[place] = (this.inPlace[place] as number) + 1;
      this.#place[row] = place;
      if (place > inFlight && before <= inFlight) {
        this.#unlink(row);
        this.#opened(-1);
      }
    }
    const flags = this.flags[row] as number;
    const busy = isAsked | isBackingOff | hasMessage | isGhost;
    if (place > inFlight && this.working[row] === 0 && (flags & busy) === 0) {
      this.next[row] = this.#free;
      this.#free = row;
    }
  }

  /** Brings the sum over time up to now. */
  countOpen(): void {
    this.#opened(0);
  }

  #placeOf(row: number): number {
    const flags = this.flags[row] as number;
    if (flags & isStored) return stored;
    if ((this.working[row] as number) > 0 || flags & isAsked) return inFlight;
    if (flags & hasMessage) return flags & isVisible ? waiting : inFlight;
    if (flags & isDeadLettered) return deadLettered;
    if (flags & isBackingOff) return waiting;
    return flags & isRefused ? refused : lost;
  }

  #opened(more: number): void {
    const { now } = this.#clock;
    const openMs = this.#openMs;
    openMs[0] = (openMs[0] as number) + this.#open * (now - (openMs[1] as number));
    openMs[1] = now;
    this.#open += more;
  }

  #unlink(row: number): void {
    const older = this.#older[row] as number;
    const newer = this.#newer[row] as number;
    this.#newer[older] = newer;
    this.#older[newer] = older;
  }

  #grow(): void {
    const bigger = <Rows extends Float64Array | Uint16Array | Uint8Array | Int32Array>(rows: Rows): Rows => {
      const made = new (rows.constructor as new (length: number) => Rows)(2 * rows.length);
      made.set(rows);
      return made;
    };
    this.sentAt = bigger(this.sentAt);
    this.serviceMs = bigger(this.serviceMs);
    this.flags = bigger(this.flags);
    this.attempts = bigger(this.attempts);
    this.receives = bigger(this.receives);
    this.working = bigger(this.working);
    this.next = bigger(this.next);
    this.#place = bigger(this.#place);
    this.#older = bigger(this.#older);
    this.#newer = bigger(this.#newer);
  }
}
