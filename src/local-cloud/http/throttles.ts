import { type ThrottleSettings, TokenBucket } from '../kernel/token-bucket.ts';

/** A throttle as a stage sets it: what it leaves out is the account's. */
export type StageThrottle = Partial<ThrottleSettings>;

/**
 * The throttles of one stage: each route or method has a bucket of its own, filled as its own settings say, or else as
 * the stage's do; then comes the bucket that all APIs of the account share.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export class StageThrottles {
  readonly #account: TokenBucket;
  readonly #accountSettings: ThrottleSettings;
  readonly #settingsOf: (route: string) => StageThrottle | undefined;
  readonly #buckets = new Map<string, TokenBucket | undefined>();

  constructor(
    account: { bucket: TokenBucket; settings: ThrottleSettings },
    settingsOf: (route: string) => StageThrottle | undefined,
  ) {
    this.#account = account.bucket;
    this.#accountSettings = account.settings;
    this.#settingsOf = settingsOf;
  }

  /** Whether a request for this route is within every limit. */
  admits(route: string): boolean {
    let bucket = this.#buckets.get(route);
    if (bucket === undefined && !this.#buckets.has(route)) {
      const settings = this.#settingsOf(route);
      bucket = settings && new TokenBucket({ ...this.#accountSettings, ...settings });
      this.#buckets.set(route, bucket);
    }
    return (bucket === undefined || bucket.take()) && this.#account.take();
  }

  /** Whether a request that no route is for, such as one to post to a connection, is within the account's limit. */
  admitsUnrouted(): boolean {
    return this.#account.take();
  }
}
