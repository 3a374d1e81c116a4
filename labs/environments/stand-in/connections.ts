/** The connections of a database: a number of them, and who waits for one, in the order of arrival. */
export class Connections {
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;
  #most = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The most that were taken at the same time since this was last asked. */
  takeMost(): number {
    const most = this.#most;
    this.#most = this.#taken;
    return most;
  }

  /** Takes one if one is free. */
  take(): boolean {
    if (this.#taken >= this.#limit) return false;
    this.#taken += 1;
    this.#most = Math.max(this.#most, this.#taken);
    return true;
  }

  /** Takes one, or waits at most `timeoutMs` for one; gives whether it got one. */
  borrow(timeoutMs: number): Promise<boolean> {
    if (this.take()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const got = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(got), 1);
        resolve(false);
      }, timeoutMs);
      this.#waiting.push(got);
    });
  }

  /** Gives one back: to whoever waits longest, if anybody does. */
  giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken -= 1;
  }
}
