import { deadLettered, inFlight, lost, refused, stored, waiting } from './counts.ts';

/** What is the case about an order, as bits of `flags`. */
export const isStored = 1;
/** Its caller waits for an answer. */
export const isAsked = 2;
/** Its caller waits before it tries again. */
export const isBackingOff = 4;
/** It has a message in the queue. */
export const hasMessage = 8;
/** Its message can be received; it stands in the line. */
export const isVisible = 16;
/** It stands in the line, but its message is deleted. */
export const isGhost = 32;
export const isDeadLettered = 64;
/** The last thing that its caller heard was a refusal. */
export const isRefused = 128;
/** It always fails. */
export const isPoison = 256;
/** Its caller has heard of a failure and does not try again. */
export const isTold = 512;

/** The orders that something can still happen to, each in a row of its own; a row is used again. */
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
  /** The next in the line of visible messages, or of free rows; -1: none. */
  next = new Int32Array(1024);
  /** Orders by place; see `counts.ts`. */
  readonly inPlace = new Float64Array(6);
  /** Orders that are not settled, summed up over time: order-milliseconds. */
  openMs = 0;
  #open = 0;
  #openSince = 0;
  #place = new Uint8Array(1024);
  #older = new Int32Array(1024);
  #newer = new Int32Array(1024);
  #oldest = -1;
  #newest = -1;
  #free = -1;
  #used = 0;

  /** Milliseconds since the oldest order came that is not settled; 0 when all are. */
  ageOfOldest(now: number): number {
    return this.#oldest === -1 ? 0 : now - (this.sentAt[this.#oldest] as number);
  }

  /** A row for an order that comes now. */
  add(now: number, serviceMs: number, flags: number): number {
    let row = this.#free;
    if (row !== -1) this.#free = this.next[row] as number;
    else {
      if (this.#used === this.flags.length) this.#grow();
      row = this.#used++;
    }
    this.sentAt[row] = now;
    this.serviceMs[row] = serviceMs;
    this.flags[row] = flags;
    this.attempts[row] = 0;
    this.receives[row] = 0;
    this.#place[row] = inFlight;
    this.inPlace[inFlight] = (this.inPlace[inFlight] as number) + 1;
    this.#older[row] = this.#newest;
    this.#newer[row] = -1;
    if (this.#newest === -1) this.#oldest = row;
    else this.#newer[this.#newest] = row;
    this.#newest = row;
    this.#opened(now, 1);
    return row;
  }

  /** Puts an order into the place that follows from what is the case; frees its row when nothing can happen to it. */
  settle(row: number, now: number): void {
    const place = this.#placeOf(row);
    const before = this.#place[row] as number;
    if (place !== before) {
      this.inPlace[before] = (this.inPlace[before] as number) - 1;
      this.inPlace[place] = (this.inPlace[place] as number) + 1;
      this.#place[row] = place;
      if (place > inFlight && before <= inFlight) {
        this.#unlink(row);
        this.#opened(now, -1);
      }
    }
    const flags = this.flags[row] as number;
    const busy = isAsked | isBackingOff | hasMessage | isGhost;
    if (place > inFlight && this.working[row] === 0 && (flags & busy) === 0) {
      this.next[row] = this.#free;
      this.#free = row;
    }
  }

  /** Brings the sum over time up to `now`. */
  countOpen(now: number): void {
    this.#opened(now, 0);
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

  #opened(now: number, more: number): void {
    this.openMs += this.#open * (now - this.#openSince);
    this.#openSince = now;
    this.#open += more;
  }

  #unlink(row: number): void {
    const older = this.#older[row] as number;
    const newer = this.#newer[row] as number;
    if (older === -1) this.#oldest = newer;
    else this.#newer[older] = newer;
    if (newer === -1) this.#newest = older;
    else this.#older[newer] = older;
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
