import type { Clock } from './clock.ts';

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A clock for tests: time stands still until nothing but sleepers is left, then jumps to the next of them. */
export class VirtualClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];

  now(): number {
    return this.#now;
  }

  sleepUntil(at: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = () => reject(signal?.reason);
      signal?.addEventListener('abort', stop, { once: true });
      const wake = () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      this.#sleepers.push({ at: Math.max(at, this.#now), wake });
    });
  }

  /** Runs `work` to its end and gives its result, moving time on as it needs. */
  async run<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const watched = work.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    while (!settled) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#wakeNext();
    }
    return watched;
  }

  #wakeNext(): void {
    this.#sleepers.sort((a, b) => a.at - b.at);
    const next = this.#sleepers.shift();
    if (!next) return;
    this.#now = next.at;
    next.wake();
  }
}
