/** How long work may go on without anybody waiting for a turn, in ms: it only computes. */
const longestSilenceMs = 10_000;

/** Many that wait, of whom one goes on at a time; `choices` says who, the first one when they are used up. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #choices: Iterator<number>;
  #busy = 0;
  /** Turns given so far. */
  given = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices.values();
  }

  /** Resolves when it is the caller’s turn. */
  readonly turn = (): Promise<void> => new Promise((resolve) => this.#waiting.push(resolve));

  /** Does something that may ask for turns, and has to end before all is quiet. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }

  /** Gives turns until all work has ended. */
  async untilQuiet(): Promise<void> {
    for (let silentSince = performance.now(); this.#busy > 0; ) {
      // Whoever had the last turn comes to wait for the next one meanwhile.
      for (let left = 2; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
      if (this.#waiting.length === 0) {
        if (performance.now() - silentSince > longestSilenceMs)
          throw new Error('Somebody is at work who waits for nothing.');
        continue;
      }
      silentSince = performance.now();
      const [next] = this.#waiting.splice((this.#choices.next().value ?? 0) % this.#waiting.length, 1);
      this.given += 1;
      next?.();
    }
  }
}
