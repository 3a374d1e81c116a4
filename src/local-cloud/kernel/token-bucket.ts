import { performance } from 'node:perf_hooks';

/** What a stage, route or method may set; API Gateway fills in the account's values. */
export interface ThrottleSettings {
  /** Tokens that come in per second. */
  ratePerSecond: number;
  /** Tokens that the bucket holds. */
  burst: number;
}

/**
 * API Gateway's throttle: each request takes a token; tokens come in at a steady rate up to the burst.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export class TokenBucket {
  readonly #settings: ThrottleSettings;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  /** `now` gives milliseconds. */
  constructor(settings: ThrottleSettings, now: () => number = () => performance.now()) {
    this.#settings = settings;
    this.#now = now;
    this.#tokens = settings.burst;
    this.#filledAt = now();
  }

  /** Takes a token. False when there is none: the request is over the limit. */
  take(): boolean {
    if (!this.has(1)) return false;
    this.spend(1);
    return true;
  }

  /** Whether there are so many tokens. */
  has(tokens: number): boolean {
    const { ratePerSecond, burst } = this.#settings;
    const now = this.#now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * ratePerSecond);
    this.#filledAt = now;
    return this.#tokens >= tokens;
  }

  /** Takes tokens, more than there are if need be: who comes later waits until that is made up for. */
  spend(tokens: number): void {
    this.#tokens -= tokens;
  }
}
