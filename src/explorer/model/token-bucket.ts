/**
 * Tokens that come in at a steady rate, up to so many. API Gateway's throttle and DynamoDB's provisioned capacity are one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #most: number;
  /** How many there are, and when that was; see `Clock`. */
  #tokens = -0;
  #at = -0;

  /** A bucket for a limit; none for `perSecond` 0, which sets no limit. */
  static of(perSecond: number, most: number, atFirst: number): TokenBucket | undefined {
    return perSecond === 0 ? undefined : new TokenBucket(perSecond, most, atFirst);
  }

  constructor(perSecond: number, most: number, atFirst: number) {
    this.#perMs = perSecond / 1000;
    this.#most = most;
    this.#tokens = atFirst;
  }

  /** Takes a token at `now` (ms); false when there is none. */
  take(now: number): boolean {
    const tokens = Math.min(this.#most, this.#tokens + (now - this.#at) * this.#perMs);
    this.#at = now;
    // A token that is there but for the rounding of its parts is there.
    const isThere = tokens >= 1 - 1e-9;
    this.#tokens = isThere ? tokens - 1 : tokens;
    return isThere;
  }
}
