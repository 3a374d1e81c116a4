/** What does one piece of work at a time, so many times over: a thread, or what a database works on at once. */
export class Places {
  readonly #ms: number;
  /** When each is free again, in milliseconds of the caller’s clock. */
  readonly #freeAt: number[];

  /** `ms` is what each piece of work takes. */
  constructor(count: number, ms: number) {
    this.#ms = ms;
    this.#freeAt = new Array(count).fill(0);
  }

  /** Gives the place that is free first to work that comes `now`, and says in how many milliseconds it is done. */
  take(now: number): number {
    const first = this.#freeAt.indexOf(Math.min(...this.#freeAt));
    const done = Math.max(now, this.#freeAt[first] ?? 0) + this.#ms;
    this.#freeAt[first] = done;
    return done - now;
  }
}
