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
    const ms = at - performance.now();
    if (ms > 0) await wait(ms, undefined, { signal });
  },
};
