import { setTimeout as delay } from 'node:timers/promises';

/** A timer of Node.js that is set for longer ends at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The waits that AWS fixes, scaled by one factor for the whole cloud. */
export class Clock {
  readonly #scale: number;
  readonly #startedAt = Date.now();
  readonly #stopped = new AbortController();

  constructor(scale: number) {
    this.#scale = scale;
  }

  /** Waits `seconds` of AWS's time. Gives false when the cloud, or the caller's `signal`, ended meanwhile. */
  async wait(seconds: number, signal?: AbortSignal): Promise<boolean> {
    const ends = signal ? AbortSignal.any([signal, this.#stopped.signal]) : this.#stopped.signal;
    let leftMs = seconds * 1000 * this.#scale;
    for (; leftMs > longestTimerMs; leftMs -= longestTimerMs)
      if (!(await delay(longestTimerMs, true, { signal: ends }).catch(() => false))) return false;
    return delay(leftMs, true, { signal: ends }).catch(() => false);
  }

  /** Unix ms of AWS's time: the machine's when the cloud started, from then on as fast as the cloud's waits. */
  now(): number {
    return this.#startedAt + this.secondsSince(this.#startedAt) * 1000;
  }

  /** Seconds of AWS's time since a moment, given as Unix ms. */
  secondsSince(milliseconds: number): number {
    return (Date.now() - milliseconds) / 1000 / this.#scale;
  }

  /** Unix ms of this machine when `seconds` of AWS's time have passed from now: what a program here can compare with its clock. */
  machineTimeIn(seconds: number): number {
    return Date.now() + seconds * 1000 * this.#scale;
  }

  /** Ends every wait. */
  stop(): void {
    this.#stopped.abort();
  }
}
