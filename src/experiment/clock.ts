import { setTimeout as wait } from 'node:timers/promises';

/** Time as an experiment sees it, in milliseconds from an arbitrary start; it never goes back. */
export interface Clock {
  now(): number;
  /** Resolves at `at` (at once when that is past); rejects when `signal` aborts. */
  sleepUntil(at: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  async sleepUntil(at, signal) {
    signal?.throwIfAborted();
    // Timers may fire up to a millisecond early; a request sent too early would look too fast.
    for (let left = at - performance.now(); left > 0; left = at - performance.now()) {
      await wait(Math.ceil(left), undefined, { signal });
    }
  },
};
