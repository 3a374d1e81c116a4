import type { Clock } from '../../kernel/clock.ts';
import type { Item } from './item.ts';

/** Seconds of AWS's time between two looks for expired items. */
const sweepSeconds = 10;

/** "To be considered for expiry and deletion, the TTL can't be more than five years in the past." */
const oldestSeconds = 5 * 365 * 24 * 3600;

/**
 * Deletes items after the time that one of their attributes holds, in seconds since 1970. AWS promises "within a few days
 * of their expiration" and no time; here it is a setting.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export class TimeToLive {
  readonly attributeName: string;
  readonly #expiries = new Map<string, number>();
  readonly #stop = new AbortController();

  constructor(attributeName: string) {
    this.attributeName = attributeName;
  }

  /** Remembers when the item at `key` expires. Only a number counts. */
  note(key: string, item: Item | undefined): void {
    const seconds = Number(item?.[this.attributeName]?.N);
    if (Number.isFinite(seconds)) this.#expiries.set(key, seconds);
    else this.#expiries.delete(key);
  }

  /** Calls `expire` with the keys whose time ended `delayMs` ago or longer, until stopped. */
  async run(clock: Clock, delayMs: number, expire: (key: string) => void): Promise<void> {
    while (await clock.wait(sweepSeconds, this.#stop.signal)) {
      const now = Date.now();
      for (const [key, seconds] of this.#expiries) {
        if (seconds * 1000 + delayMs > now || seconds < now / 1000 - oldestSeconds) continue;
        this.#expiries.delete(key);
        expire(key);
      }
    }
  }

  stop(): void {
    this.#stop.abort();
  }
}
