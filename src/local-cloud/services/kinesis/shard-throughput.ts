import { TokenBucket } from '../../kernel/token-bucket.ts';
import type { ShardLimits } from './settings.ts';

/**
 * What a shard takes and gives per second. AWS documents the rates, not how it measures them; here what was not used can be
 * saved up for one second.
 * https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
 */
export class ShardThroughput {
  readonly #writeRecords: TokenBucket;
  readonly #writeBytes: TokenBucket;
  readonly #reads: TokenBucket;
  readonly #readBytes: TokenBucket;
  readonly #limits: ShardLimits;

  /** `now` gives milliseconds. */
  constructor(limits: ShardLimits, now: () => number) {
    const bucket = (perSecond: number) =>
      new TokenBucket({ ratePerSecond: perSecond, burst: perSecond }, now);
    this.#limits = limits;
    this.#writeRecords = bucket(limits.writeRecords);
    this.#writeBytes = bucket(limits.writeBytes);
    this.#reads = bucket(limits.reads);
    this.#readBytes = bucket(limits.readBytes);
  }

  /** Takes room for one record. False when there is none: the record is refused. */
  takeWrite(bytes: number): boolean {
    if (!this.#writeRecords.has(1) || !this.#writeBytes.has(bytes)) return false;
    this.#writeRecords.spend(1);
    this.#writeBytes.spend(bytes);
    return true;
  }

  /**
   * Takes one call. False when there were too many, or when earlier ones were given more than their share: "If a call to
   * GetRecords returns 10 MB, subsequent calls made within the next 5 seconds throw an exception."
   */
  takeRead(): boolean {
    return this.#readBytes.has(this.#limits.readBytes) && this.#reads.take();
  }

  /** What the call was given. */
  spendRead(bytes: number): void {
    this.#readBytes.spend(bytes);
  }
}
