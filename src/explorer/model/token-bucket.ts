/**
 * Tokens that come in at a steady rate, up to so many. API Gateway's throttle and DynamoDB's provisioned capacity are one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #most: number;
  #tokens: number;
  #filledAt = 0;

  /** `perSecond` 0 sets no limit. */
  constructor(perSecond: number, most: number, atFirst: number) {
    this.#perMs = perSecond / 1000;
    this.#most = most;
    this.#tokens = atFirst;
  }

  /** Takes a token at `now` (ms); false when there is none. */
  take(now: number): boolean {
    if (this.#perMs === 0) return true;
    this.#tokens = Math.min(this.#most, this.#tokens + (now - this.#filledAt) * this.#perMs);
    this.#filledAt = now;
    // A token that is there but for the rounding of its parts is there.
    if (this.#tokens < 1 - 1e-9) return false;
    this.#tokens -= 1;
    return true;
  }
}
