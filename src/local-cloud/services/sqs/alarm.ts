/** The longest delay that setTimeout takes, in ms. */
const longestTimerMs = 2 ** 31 - 1;

/** Rings at the earliest of the times that it was given. Times are Unix ms. */
export class Alarm {
  readonly #ring: () => void;
  #due = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  noLaterThan(time: number): void {
    if (this.#stopped || time >= this.#due) return;
    this.#due = time;
    this.#arm();
  }

  /** Whether the time has come; if so it is forgotten, and the next one may be set. */
  isDue(): boolean {
    if (Date.now() < this.#due) return false;
    this.#due = Number.POSITIVE_INFINITY;
    clearTimeout(this.#timer);
    return true;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const delayMs = Math.min(Math.max(this.#due - Date.now(), 0), longestTimerMs);
    // A timer may fire a little before its time, and the longest ones long before.
    this.#timer = setTimeout(() => (Date.now() < this.#due ? this.#arm() : this.#ring()), delayMs);
    this.#timer.unref();
  }
}
