/**
 * Tokens that come in at a steady rate, up to so many. API Gateway's throttle and DynamoDB's provisioned capacity are one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #most: number;
  /** How many there are, and when that was; see `Clock`. */
  readonly #tokens = new Float64Array(2);

  /** `perSecond` 0 sets no limit. */
  constructor(perSecond: number, most: number, atFirst: number) {
    this.#perMs = perSecond / 1000;
    this.#most = most;
    this.#tokens[0] = atFirst;
  }

  /** Takes a token at `now` (ms); false when there is none. */
  take(now: number): boolean {
    if (this.#perMs === 0) return true;
    const filled = (this.#tokens[0] as number) + (now - (this.#tokens[1] as number)) * this.#perMs;
    const tokens = Math.min(this.#most, filled);
    this.#tokens[0] = tokens;
    this.#tokens[1] = now;
    // A token that is there but for the rounding of its parts is there.
    if (tokens < 1 - 1e-9) return false;
    this.#tokens[0] = tokens - 1;
    return true;
  }
}
