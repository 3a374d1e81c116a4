import { flags } from './flags.ts';
import { kinds } from './kinds.ts';
import { orderColumns } from './orders.ts';
import type { RandomStream } from './random-stream.ts';
import { TokenBucket } from './token-bucket.ts';
import type { World } from './world.ts';

const { isAsked, isBackingOff, isRefused, isStored, isTold } = flags;
const { callerTriesAgain } = kinds;
const { attempts } = orderColumns;

/** Where an attempt goes that the gateway lets in: it answers with `accepted` or `failed`, now or later. */
export interface Path {
  take(order: number): void;
}

/** Those who send orders through the gateway, and try again. */
export class Callers {
  readonly #world: World;
  readonly #gateway: TokenBucket | undefined;
  readonly #waits: RandomStream;

  constructor(world: World, waits: RandomStream) {
    this.#world = world;
    const { rateLimit, burstLimit } = world.settings;
    this.#gateway = TokenBucket.of(rateLimit, burstLimit, burstLimit);
    this.#waits = waits;
  }

  /** The caller of an order makes an attempt. */
  send(order: number, path: Path): void {
    const { orders, counts } = this.#world;
    const { rows } = orders;
    counts.attempts += 1;
    rows[order + attempts] = (rows[order + attempts] as number) + 1;
    rows[order] = ((rows[order] as number) & ~isBackingOff) | isAsked;
    if (this.#gateway === undefined || this.#gateway.take(this.#world.now)) path.take(order);
    else {
      counts.refusedByGateway += 1;
      this.failed(order, true);
    }
  }

  /** The attempt was answered with a 2xx. */
  accepted(order: number): void {
    const { orders, counts } = this.#world;
    const { rows } = orders;
    rows[order] = (rows[order] as number) & ~isAsked;
    counts.answered += 1;
  }

  /** The attempt was refused or failed, or nobody answered in time. */
  failed(order: number, wasRefused: boolean): void {
    const { orders, counts, now, settings } = this.#world;
    const { rows } = orders;
    let state = (rows[order] as number) & ~(isAsked | isRefused);
    if (wasRefused) state |= isRefused;
    const made = rows[order + attempts] as number;
    if (made < settings.attempts) {
      state |= isBackingOff;
      const backOff = settings.backOffMs * 2 ** (made - 1);
      const wait = settings.jitter ? this.#waits.uniform() * backOff : backOff;
      this.#world.plan(now + wait, callerTriesAgain, order);
    } else {
      state |= isTold;
      if (state & isStored) counts.storedUntold += 1;
    }
    rows[order] = state;
    orders.settle(order);
  }
}
