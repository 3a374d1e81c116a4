/**
 * Shares the cloud’s one thread: who waits here goes on in order, one in each turn of the event loop. On AWS a table
 * with hundreds of requests before it keeps no gateway from answering, and neither does a function that scales up.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#waiting.push(resolve) === 1) setImmediate(() => this.#go());
    });
  }

  #go(): void {
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(() => this.#go());
  }
}
