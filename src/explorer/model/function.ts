import { done, failed, type pending } from './invocations.ts';
import { isPoison, isStored, isTold } from './orders.ts';
import { TokenBucket } from './token-bucket.ts';
import { type World, workEnds } from './world.ts';

/** Default of an account and Region. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const accountConcurrency = 1000;

/** "up to 5 minutes (300 seconds) of unused read and write capacity"; a new table has none, but its first second. */
const burstSeconds = 300;

/** The function with its limit, and the table behind it. */
export class LambdaFunction {
  readonly #world: World;
  readonly #limit: number;
  readonly #table: TokenBucket;
  #running = 0;

  constructor(world: World) {
    this.#world = world;
    const { reservedConcurrency, writeCapacity } = world.settings;
    this.#limit = reservedConcurrency || accountConcurrency;
    this.#table = new TokenBucket(writeCapacity, burstSeconds * writeCapacity, writeCapacity);
  }

  /** Invocations at the moment. */
  get running(): number {
    return this.#running;
  }

  /** Begins to work on a batch. Gives when that ends, in ms; -1 when the concurrency is used up. */
  start(invocation: number): number {
    const { invocations, orders, counts, now, settings } = this.#world;
    if (this.#running >= this.#limit) {
      counts.throttled += 1;
      return -1;
    }
    this.#running += 1;
    counts.invocations += 1;
    let serviceMs = 0;
    const from = invocation * invocations.room;
    for (let place = from; place < from + (invocations.size[invocation] as number); place += 1) {
      const order = invocations.orders[place] as number;
      orders.working[order] = (orders.working[order] as number) + 1;
      serviceMs = Math.max(serviceMs, orders.serviceMs[order] as number);
    }
    const mostMs = settings.timeout * 1000;
    if (serviceMs > mostMs) {
      serviceMs = mostMs;
      invocations.timesOut[invocation] = 1;
    }
    invocations.startedAt[invocation] = now;
    this.#world.plan(now + serviceMs, workEnds, invocation);
    return now + serviceMs;
  }

  /** Ends the work: what did not fail is written to the table. Afterwards each order has its outcome. */
  end(invocation: number): void {
    const { invocations, orders, counts, now, settings } = this.#world;
    this.#running -= 1;
    counts.billedMs += now - (invocations.startedAt[invocation] as number);
    const outageFrom = settings.outageStart * 1000;
    const down = now >= outageFrom && now < outageFrom + settings.outageSeconds * 1000;
    const allFail = down || invocations.timesOut[invocation] === 1;
    const from = invocation * invocations.room;
    for (let place = from; place < from + (invocations.size[invocation] as number); place += 1) {
      const order = invocations.orders[place] as number;
      orders.working[order] = (orders.working[order] as number) - 1;
      const outcome = allFail || (orders.flags[order] as number) & isPoison ? failed : this.#write(order);
      if (outcome === failed) counts.failures += 1;
      invocations.outcomes[place] = outcome;
    }
  }

  #write(order: number): typeof pending | typeof done | typeof failed {
    const { orders, counts, now, doneMs } = this.#world;
    if (!this.#table.take(now)) {
      counts.tableThrottles += 1;
      return failed;
    }
    counts.writes += 1;
    const flags = orders.flags[order] as number;
    if (flags & isStored) counts.duplicates += 1;
    else {
      orders.flags[order] = flags | isStored;
      doneMs.add(now - (orders.sentAt[order] as number));
      if (flags & isTold) counts.storedUntold += 1;
    }
    return done;
  }
}
