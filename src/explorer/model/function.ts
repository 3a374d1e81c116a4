import { flags } from './flags.ts';
import { outcomes } from './invocations.ts';
import { kinds } from './kinds.ts';
import { TokenBucket } from './token-bucket.ts';
import type { World } from './world.ts';

const { isPoison, isStored, isTold } = flags;
const { done, failed } = outcomes;
const { workEnds } = kinds;

/** Default of an account and Region. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const accountConcurrency = 1000;

/** "up to 5 minutes (300 seconds) of unused read and write capacity"; a new table has none, but its first second. */
const burstSeconds = 300;

/** The function with its limit, and the table behind it. */
export class LambdaFunction {
  readonly #world: World;
  readonly #limit: number;
  readonly #mostMs: number;
  /** When the outage begins and ends, in ms. */
  readonly #downFrom: number;
  readonly #downUntil: number;
  readonly #table: TokenBucket;
  /** See `Clock`. */
  readonly #billedMs = new Float64Array(1);
  #running = 0;

  constructor(world: World) {
    this.#world = world;
    const { reservedConcurrency, writeCapacity, timeout, outageStart, outageSeconds } = world.settings;
    this.#limit = reservedConcurrency || accountConcurrency;
    this.#mostMs = timeout * 1000;
    this.#downFrom = outageStart * 1000;
    this.#downUntil = this.#downFrom + outageSeconds * 1000;
    this.#table = new TokenBucket(writeCapacity, burstSeconds * writeCapacity, writeCapacity);
  }

  /** Invocations at the moment. */
  get running(): number {
    return this.#running;
  }

  /** Milliseconds that all invocations took that have ended. */
  get billedMs(): number {
    return this.#billedMs[0] as number;
  }

  /** Begins to work on a batch, and knows when that ends (`endsAt`); false when the concurrency is used up. */
  start(invocation: number): boolean {
    const { invocations, orders, counts, now } = this.#world;
    if (this.#running >= this.#limit) {
      counts.throttled += 1;
      return false;
    }
    this.#running += 1;
    counts.invocations += 1;
    let serviceMs = 0;
    const from = invocation * invocations.room;
    const until = from + (invocations.size[invocation] as number);
    for (let place = from; place < until; place += 1) {
      const order = invocations.orders[place] as number;
      orders.working[order] = (orders.working[order] as number) + 1;
      serviceMs = Math.max(serviceMs, orders.serviceMs[order] as number);
    }
    const timesOut = serviceMs > this.#mostMs;
    const endsAt = now + (timesOut ? this.#mostMs : serviceMs);
    invocations.timesOut[invocation] = timesOut ? 1 : 0;
    invocations.startedAt[invocation] = now;
    invocations.endsAt[invocation] = endsAt;
    this.#world.plan(endsAt, workEnds, invocation);
    return true;
  }

  /** Ends the work: what did not fail is written to the table. Each order has its outcome then; true when one failed. */
  end(invocation: number): boolean {
    const { invocations, orders, counts, now } = this.#world;
    this.#running -= 1;
    const tookMs = now - (invocations.startedAt[invocation] as number);
    this.#billedMs[0] = (this.#billedMs[0] as number) + tookMs;
    const down = now >= this.#downFrom && now < this.#downUntil;
    const allFail = down || invocations.timesOut[invocation] === 1;
    let anyFailed = false;
    const from = invocation * invocations.room;
    const until = from + (invocations.size[invocation] as number);
    for (let place = from; place < until; place += 1) {
      const order = invocations.orders[place] as number;
      orders.working[order] = (orders.working[order] as number) - 1;
      const fails = allFail || ((orders.flags[order] as number) & isPoison) !== 0 || !this.#write(order);
      invocations.outcomes[place] = fails ? failed : done;
      if (!fails) continue;
      anyFailed = true;
      counts.failures += 1;
    }
    return anyFailed;
  }

  /** False when the table has no capacity left. */
  #write(order: number): boolean {
    const { orders, counts, now, doneMs } = this.#world;
    if (!this.#table.take(now)) {
      counts.tableThrottles += 1;
      return false;
    }
    counts.writes += 1;
    const flags = orders.flags[order] as number;
    if (flags & isStored) counts.duplicates += 1;
    else {
      orders.flags[order] = flags | isStored;
      doneMs.add(now - (orders.sentAt[order] as number));
      if (flags & isTold) counts.storedUntold += 1;
    }
    return true;
  }
}
