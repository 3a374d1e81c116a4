/** Units per second that can be saved up for a while. */
export class TokenBucket {
  readonly #now: () => number;
  #perSecond: number;
  #depth: number;
  #tokens: number;
  #refilledAt: number;

  /** `depth` is the most units that are kept; it begins with `initial`. `now` in ms. */
  constructor(options: { perSecond: number; depth: number; initial: number; now: () => number }) {
    this.#now = options.now;
    this.#perSecond = options.perSecond;
    this.#depth = options.depth;
    this.#tokens = options.initial;
    this.#refilledAt = options.now();
  }

  /** Whether anything is left: then a request gets in, however large, and what it takes too much is paid off afterwards. */
  get hasAny(): boolean {
    this.#refill();
    return this.#tokens > 0;
  }

  take(units: number): void {
    this.#refill();
    this.#tokens -= units;
  }

  /** Full, so that forgetting it changes nothing. */
  get isFull(): boolean {
    this.#refill();
    return this.#tokens >= this.#depth;
  }

  /** From now on it refills at another rate and keeps another amount. */
  resize(perSecond: number, depth: number): void {
    this.#refill();
    this.#perSecond = perSecond;
    this.#depth = depth;
  }

  #refill(): void {
    const now = this.#now();
    this.#tokens = Math.min(this.#depth, this.#tokens + ((now - this.#refilledAt) / 1000) * this.#perSecond);
    this.#refilledAt = now;
  }
}
