import { flags } from './flags.ts';
import { kinds } from './kinds.ts';
import type { RandomStream } from './random-stream.ts';
import { TokenBucket } from './token-bucket.ts';
import type { World } from './world.ts';

const { isAsked, isBackingOff, isRefused, isStored, isTold } = flags;
const { callerTriesAgain } = kinds;

/** Where an attempt goes that the gateway lets in: it answers with `accepted` or `failed`, now or later. */
export interface Path {
  take(order: number): void;
}

/** Those who send orders through the gateway, and try again. */
export class Callers {
  readonly #world: World;
  readonly #gateway: TokenBucket;
  readonly #waits: RandomStream;

  constructor(world: World, waits: RandomStream) {
    this.#world = world;
    this.#gateway = new TokenBucket(
      world.settings.rateLimit,
      world.settings.burstLimit,
      world.settings.burstLimit,
    );
    this.#waits = waits;
  }

  /** The caller of an order makes an attempt. */
  send(order: number, path: Path): void {
    const { orders, counts, now } = this.#world;
    counts.attempts += 1;
    orders.attempts[order] = (orders.attempts[order] as number) + 1;
    orders.flags[order] = ((orders.flags[order] as number) & ~isBackingOff) | isAsked;
    if (this.#gateway.take(now)) path.take(order);
    else {
      counts.refusedByGateway += 1;
      this.failed(order, true);
    }
  }

  /** The attempt was answered with a 2xx. */
  accepted(order: number): void {
    const { orders, counts } = this.#world;
    orders.flags[order] = (orders.flags[order] as number) & ~isAsked;
    counts.answered += 1;
  }

  /** The attempt was refused or failed, or nobody answered in time. */
  failed(order: number, wasRefused: boolean): void {
    const { orders, counts, now, settings } = this.#world;
    let flags = (orders.flags[order] as number) & ~(isAsked | isRefused);
    if (wasRefused) flags |= isRefused;
    const attempts = orders.attempts[order] as number;
    if (attempts < settings.attempts) {
      flags |= isBackingOff;
      const backOff = settings.backOffMs * 2 ** (attempts - 1);
      const wait = settings.jitter ? this.#waits.uniform() * backOff : backOff;
      this.#world.plan(now + wait, callerTriesAgain, order);
    } else {
      flags |= isTold;
      if (flags & isStored) counts.storedUntold += 1;
    }
    orders.flags[order] = flags;
    orders.settle(order);
  }
}
