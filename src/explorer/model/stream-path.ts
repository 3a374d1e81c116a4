import type { Callers, Path } from './callers.ts';
import { flags } from './flags.ts';
import type { LambdaFunction } from './function.ts';
import { invocationColumns, outcomes } from './invocations.ts';
import { kinds } from './kinds.ts';
import { orderColumns } from './orders.ts';
import { RandomStream } from './random-stream.ts';
import { ShardLanes } from './shard-lanes.ts';
import { TokenBucket } from './token-bucket.ts';
import type { World } from './world.ts';

const { hasMessage, isDeadLettered, isVisible } = flags;
const { done } = outcomes;
const { pollerTriesAgain } = kinds;
const { attempts, lane: laneColumn, receives } = orderColumns;
const { orders: firstOrder, outcome, perOrder, size } = invocationColumns;

/** "Each shard can support up to 1,000 records per second for writes." https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const recordsPerSecond = 1000;
/** How long Lambda waits before it gives a batch to the function again, in ms: AWS does not say. */
const backOffMs = 100;

/**
 * The caller is told at once; a record waits in its shard until all before it are done. Of a shard as many batches are in
 * work as the parallelization factor says, each with keys of its own. A batch is tried again and again until it succeeds or
 * is given up, and nothing behind it is done before that.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
 */
export class StreamPath implements Path {
  readonly #world: World;
  readonly #callers: Callers;
  readonly #function: LambdaFunction;
  readonly #lanes: ShardLanes;
  readonly #shards: TokenBucket[];
  /** Where the hash of the hot key lies among all hashes, from 0 to 1; and what draws those of the others. */
  readonly #hotPlace: number;
  readonly #isHot: RandomStream;
  readonly #keys: RandomStream;

  constructor(world: World, callers: Callers, lambda: LambdaFunction) {
    this.#world = world;
    this.#callers = callers;
    this.#function = lambda;
    const { seed, shards, parallelizationFactor } = world.settings;
    this.#lanes = new ShardLanes(world.orders, shards * parallelizationFactor);
    this.#shards = Array.from(
      { length: shards },
      () => new TokenBucket(recordsPerSecond, recordsPerSecond, recordsPerSecond),
    );
    this.#hotPlace = new RandomStream(seed, 'hot key').uniform();
    this.#isHot = new RandomStream(seed, 'hot');
    this.#keys = new RandomStream(seed, 'keys');
  }

  /** Records that wait in their shards, or for their next try. */
  get visible(): number {
    return this.#lanes.waiting;
  }

  take(order: number): void {
    const { orders, counts, settings, now } = this.#world;
    const { rows } = orders;
    if (rows[order + attempts] === 1) rows[order + laneColumn] = this.#drawLane();
    const lane = rows[order + laneColumn] as number;
    const shard = this.#shards[Math.floor(lane / settings.parallelizationFactor)] as TokenBucket;
    if (!shard.take(now)) {
      counts.refusedByShard += 1;
      this.#callers.failed(order, true);
      return;
    }
    this.#callers.accepted(order);
    rows[order] = (rows[order] as number) | hasMessage | isVisible;
    this.#lanes.add(lane, order);
    orders.settle(order);
    this.#read(lane);
  }

  /** The function is done with a batch: with those before the first that failed, if it says which; else with all or none. */
  end(invocation: number): void {
    const { invocations, settings } = this.#world;
    const { reportBatchItemFailures, maximumRetryAttempts } = settings;
    const failed = this.#function.end(invocation, reportBatchItemFailures);
    const { rows } = invocations;
    const row = invocations.rowOf(invocation);
    const count = rows[row + size] as number;
    const lane = this.#laneOf(invocation);
    const kept = failed ? this.#firstToTryAgain(invocation) : count;
    for (let index = 0; index < kept; index += 1) this.#leave(invocation, index, 0);
    if (!failed) {
      this.#free(invocation, lane);
      return;
    }
    const tries = this.#lanes.tries(lane);
    if (maximumRetryAttempts >= 0 && tries >= maximumRetryAttempts) {
      for (let index = kept; index < count; index += 1) this.#leave(invocation, index, isDeadLettered);
      this.#world.counts.deadLetters += count - kept;
      this.#free(invocation, lane);
      return;
    }
    this.#lanes.setTries(lane, tries + 1);
    this.#dropFirst(invocation, kept);
    this.#wait(invocation);
  }

  /** A batch that failed, or found no concurrency, is given to the function again. */
  tryAgain(invocation: number): void {
    const { invocations, orders, counts } = this.#world;
    const row = invocations.rowOf(invocation);
    const count = invocations.rows[row + size] as number;
    this.#lanes.waiting -= count;
    for (let index = 0; index < count; index += 1) {
      const order = invocations.rows[row + firstOrder + index * perOrder] as number;
      orders.rows[order + receives] = (orders.rows[order + receives] as number) + 1;
      orders.rows[order] = (orders.rows[order] as number) & ~isVisible;
      counts.received += 1;
      orders.settle(order);
    }
    this.#start(invocation);
  }

  #drawLane(): number {
    // Each is drawn for each order, so that no setting changes what the others draw.
    const [isHot, other] = [this.#isHot.uniform() < this.#world.settings.hotShare, this.#keys.uniform()];
    return Math.floor((isHot ? this.#hotPlace : other) * this.#lanes.count);
  }

  #laneOf(invocation: number): number {
    const { invocations, orders } = this.#world;
    const first = invocations.rows[invocations.rowOf(invocation) + firstOrder] as number;
    return orders.rows[first + laneColumn] as number;
  }

  /** Takes the next batch of a lane, unless one of it is in work or waits for its next try. */
  #read(lane: number): void {
    const lanes = this.#lanes;
    if (lanes.isBusy(lane) || lanes.isEmpty(lane)) return;
    const { invocations, orders, counts, settings } = this.#world;
    const invocation = invocations.add();
    for (let count = 0; count < settings.streamBatchSize && !lanes.isEmpty(lane); count += 1) {
      const order = lanes.take(lane);
      const received = (orders.rows[order + receives] as number) + 1;
      orders.rows[order + receives] = received;
      orders.rows[order] = (orders.rows[order] as number) & ~isVisible;
      invocations.put(invocation, order, received);
      counts.received += 1;
      orders.settle(order);
    }
    lanes.begin(lane);
    this.#start(invocation);
  }

  #start(invocation: number): void {
    // A throttle is no try that the function had.
    if (!this.#function.start(invocation)) this.#wait(invocation);
  }

  /** Until its next try a batch waits, and its lane with it. */
  #wait(invocation: number): void {
    const { invocations, orders, now } = this.#world;
    const row = invocations.rowOf(invocation);
    const count = invocations.rows[row + size] as number;
    this.#lanes.waiting += count;
    for (let index = 0; index < count; index += 1) {
      const order = invocations.rows[row + firstOrder + index * perOrder] as number;
      orders.rows[order] = (orders.rows[order] as number) | isVisible;
      orders.settle(order);
    }
    this.#world.plan(now + backOffMs, pollerTriesAgain, invocation);
  }

  /** How many of a batch that failed are not tried again. */
  #firstToTryAgain(invocation: number): number {
    if (!this.#world.settings.reportBatchItemFailures) return 0;
    const { invocations } = this.#world;
    const row = invocations.rowOf(invocation) + firstOrder;
    let index = 0;
    while (invocations.rows[row + index * perOrder + outcome] === done) index += 1;
    return index;
  }

  /** The record at a place of a batch is behind the reader; `with` what is the case about its order from now on. */
  #leave(invocation: number, index: number, and: number): void {
    const { invocations, orders } = this.#world;
    const order = invocations.rows[invocations.rowOf(invocation) + firstOrder + index * perOrder] as number;
    orders.rows[order] = ((orders.rows[order] as number) & ~(hasMessage | isVisible)) | and;
    orders.settle(order);
  }

  /** Takes those that are behind the reader out of a batch. */
  #dropFirst(invocation: number, count: number): void {
    const { rows } = this.#world.invocations;
    const row = this.#world.invocations.rowOf(invocation);
    const from = row + firstOrder;
    const left = (rows[row + size] as number) - count;
    rows.copyWithin(from, from + count * perOrder, from + (count + left) * perOrder);
    rows[row + size] = left;
  }

  #free(invocation: number, lane: number): void {
    this.#world.invocations.free(invocation);
    this.#lanes.end(lane);
    this.#read(lane);
  }
}
