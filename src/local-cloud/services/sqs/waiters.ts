import type { MachineTime } from '../../kernel/machine-time.ts';

/** Those who wait for a message, in the order in which they came. */
export class Waiters {
  readonly #time: MachineTime;
  readonly #waiting = new Set<() => void>();
  #closed = false;

  constructor(time: MachineTime) {
    this.#time = time;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Waits to be woken, at most `milliseconds` or until `signal`. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#closed || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        this.#waiting.delete(end);
        callOff();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const callOff = this.#time.after(milliseconds, end);
      signal.addEventListener('abort', end);
      this.#waiting.add(end);
    });
  }

  /** What `take` gives, asked again when woken, until it gives something, `waitSeconds` are over, or `signal` ends it. */
  async poll<T>(waitSeconds: number, signal: AbortSignal, take: () => T[] | Promise<T[]>): Promise<T[]> {
    const until = this.#time.now() + waitSeconds * 1_000;
    for (;;) {
      if (signal.aborted || this.#closed) return [];
      const taken = await take();
      const leftMs = until - this.#time.now();
      if (taken.length > 0 || leftMs <= 0) return taken;
      await this.wait(leftMs, signal);
    }
  }

  /** Wakes the first `count`. */
  wake(count: number): void {
    let left = count;
    for (const end of this.#waiting) {
      if (left <= 0) return;
      left -= 1;
      end();
    }
  }

  /** Wakes all, and lets nobody wait any more. */
  close(): void {
    this.#closed = true;
    this.wake(this.#waiting.size);
  }
}
