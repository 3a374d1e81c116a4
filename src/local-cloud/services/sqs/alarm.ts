import type { MachineTime } from '../../kernel/machine-time.ts';

/** The longest delay that setTimeout takes, in ms. */
const longestTimerMs = 2 ** 31 - 1;

/** Rings at the earliest of the times that it was given. Times are Unix ms. */
export class Alarm {
  readonly #time: MachineTime;
  readonly #ring: () => void;
  #due = Number.POSITIVE_INFINITY;
  #callOff = () => {};
  #stopped = false;

  constructor(time: MachineTime, ring: () => void) {
    this.#time = time;
    this.#ring = ring;
  }

  noLaterThan(time: number): void {
    if (this.#stopped || time >= this.#due) return;
    this.#due = time;
    this.#arm();
  }

  /** Whether the time has come; if so it is forgotten, and the next one may be set. */
  isDue(): boolean {
    if (this.#time.now() < this.#due) return false;
    this.#due = Number.POSITIVE_INFINITY;
    this.#callOff();
    return true;
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff();
  }

  #arm(): void {
    this.#callOff();
    const delayMs = Math.min(Math.max(this.#due - this.#time.now(), 0), longestTimerMs);
    // A timer may fire a little before its time, and the longest ones long before.
    const ring = () => (this.#time.now() < this.#due ? this.#arm() : this.#ring());
    this.#callOff = this.#time.after(delayMs, ring, { holds: false });
  }
}
