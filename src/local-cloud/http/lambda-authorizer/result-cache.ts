import type { Clock } from '../../kernel/clock.ts';

/** Keeps what an authorizer answered for as long as its TTL, which the cloud's clock measures. */
export class ResultCache<Result> {
  readonly #clock: Clock;
  readonly #ttlMs: number;
  readonly #entries = new Map<string, { result: Result; until: number }>();

  /** With a TTL of 0 nothing is kept. */
  constructor(clock: Clock, ttlSeconds: number) {
    this.#clock = clock;
    this.#ttlMs = ttlSeconds * 1000;
  }

  get(key: string): Result | undefined {
    const entry = this.#entries.get(key);
    if (entry && entry.until > this.#clock.now()) return entry.result;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, result: Result): void {
    if (this.#ttlMs > 0) this.#entries.set(key, { result, until: this.#clock.now() + this.#ttlMs });
  }
}
