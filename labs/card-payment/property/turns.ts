/** Many that wait, of whom one goes on at a time; `choices` says who, the first one when they are used up. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #choices: Iterator<number>;

  constructor(choices: readonly number[]) {
    this.#choices = choices.values();
  }

  /** Resolves when it is the caller’s turn. */
  readonly turn = (): Promise<void> => new Promise((resolve) => this.#waiting.push(resolve));

  /** Gives turns until nobody waits for one any more. */
  async untilQuiet(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const choice = (this.#choices.next().value ?? 0) % this.#waiting.length;
      const [next] = this.#waiting.splice(choice, 1);
      if (!next) return;
      next();
    }
  }
}
