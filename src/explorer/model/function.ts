import { flags, oneAtWork } from './flags.ts';
import { invocationColumns, invocationTimes, outcomes } from './invocations.ts';
import { kinds } from './kinds.ts';
import { TokenBucket } from './token-bucket.ts';
import type { World } from './world.ts';

const { isPoison, isStored, isTold } = flags;
const { done, failed } = outcomes;
const { workEnds } = kinds;
const { orders: firstOrder, outcome, perOrder, size, timesOut } = invocationColumns;
const { endsAt, startedAt } = invocationTimes;
const atWork = oneAtWork;

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
  readonly #table: TokenBucket | undefined;
  /** See `Clock`. */
  #billedMs = -0;
  #running = 0;

  constructor(world: World) {
    this.#world = world;
    const { reservedConcurrency, writeCapacity, timeout, outageStart, outageSeconds } = world.settings;
    this.#limit = reservedConcurrency || accountConcurrency;
    this.#mostMs = timeout * 1000;
    this.#downFrom = outageStart * 1000;
    this.#downUntil = this.#downFrom + outageSeconds * 1000;
    this.#table = TokenBucket.of(writeCapacity, burstSeconds * writeCapacity, writeCapacity);
  }

  /** Invocations at the moment. */
  get running(): number {
    return this.#running;
  }

  /** Milliseconds that all invocations took that have ended. */
  get billedMs(): number {
    return this.#billedMs + 0;
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
    const { rows, times } = orders;
    const { rows: batches, times: moments } = invocations;
    const row = invocations.rowOf(invocation);
    const until = row + firstOrder + (batches[row + size] as number) * perOrder;
    let serviceMs = 0;
    for (let place = row + firstOrder; place < until; place += perOrder) {
      const order = batches[place] as number;
      rows[order] = (rows[order] as number) + atWork;
      serviceMs = Math.max(serviceMs, times[(order >> 2) + 1] as number);
    }
    const tooLong = serviceMs > this.#mostMs;
    const end = now + (tooLong ? this.#mostMs : serviceMs);
    batches[row + timesOut] = tooLong ? 1 : 0;
    const moment = invocations.timesOf(invocation);
    moments[moment + startedAt] = now;
    moments[moment + endsAt] = end;
    this.#world.plan(end, workEnds, invocation);
    return true;
  }

  /**
   * Ends the work: what did not fail is written to the table. Each order has its outcome then; true when one failed. With
   * `inOrder` none is worked on behind the first that fails.
   */
  end(invocation: number, inOrder: boolean): boolean {
    const { invocations, orders, counts, now } = this.#world;
    this.#running -= 1;
    const { rows } = orders;
    const { rows: batches, times: moments } = invocations;
    this.#billedMs += now - (moments[invocations.timesOf(invocation) + startedAt] as number);
    const row = invocations.rowOf(invocation);
    const down = now >= this.#downFrom && now < this.#downUntil;
    const allFail = down || batches[row + timesOut] === 1;
    let anyFailed = false;
    const until = row + firstOrder + (batches[row + size] as number) * perOrder;
    for (let place = row + firstOrder; place < until; place += perOrder) {
      const order = batches[place] as number;
      const state = (rows[order] as number) - atWork;
      rows[order] = state;
      if (inOrder && anyFailed) {
        batches[place + outcome] = failed;
        continue;
      }
      const fails = allFail || (state & isPoison) !== 0 || !this.#write(order);
      batches[place + outcome] = fails ? failed : done;
      if (!fails) continue;
      anyFailed = true;
      counts.failures += 1;
    }
    return anyFailed;
  }

  /** False when the table has no capacity left. */
  #write(order: number): boolean {
    const { orders, counts, doneMs } = this.#world;
    if (this.#table !== undefined && !this.#table.take(this.#world.now)) {
      counts.tableThrottles += 1;
      return false;
    }
    counts.writes += 1;
    const { rows } = orders;
    const state = rows[order] as number;
    if (state & isStored) counts.duplicates += 1;
    else {
      rows[order] = state | isStored;
      doneMs.add(this.#world.now - (orders.times[order >> 2] as number));
      if (state & isTold) counts.storedUntold += 1;
    }
    return true;
  }
}
