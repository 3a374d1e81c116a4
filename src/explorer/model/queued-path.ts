import type { Callers, Path } from './callers.ts';
import { flags } from './flags.ts';
import type { LambdaFunction } from './function.ts';
import { invocationColumns, invocationTimes, outcomes } from './invocations.ts';
import { kinds } from './kinds.ts';
import { MessageLine } from './message-line.ts';
import { orderColumns } from './orders.ts';
import { Pollers } from './pollers.ts';
import type { World } from './world.ts';

const { hasMessage, isDeadLettered, isGhost, isVisible } = flags;
const { done } = outcomes;
const { messageReturns, pollerTriesAgain } = kinds;
const { attempts, receives } = orderColumns;
const { orders: firstOrder, outcome, perOrder, receipt, size } = invocationColumns;
const { begunAt, endsAt } = invocationTimes;

/** How long a poller waits before it tries a throttled batch again, in ms: AWS does not say. */
const pollerBackOffMs = 100;

/** The caller is told at once; a message waits until a poller hands it to the function. */
export class QueuedPath implements Path {
  readonly #world: World;
  readonly #callers: Callers;
  readonly #function: LambdaFunction;
  readonly #line: MessageLine;
  readonly #pollers: Pollers;
  readonly #visibilityMs: number;
  #visible = 0;

  constructor(world: World, callers: Callers, lambda: LambdaFunction) {
    this.#world = world;
    this.#callers = callers;
    this.#function = lambda;
    this.#line = new MessageLine(world.orders);
    this.#pollers = new Pollers(world);
    this.#visibilityMs = world.settings.visibilityTimeout * 1000;
  }

  /** Messages that can be received. */
  get visible(): number {
    return this.#visible;
  }

  take(order: number): void {
    this.#callers.accepted(order);
    if (this.#line.isEmpty && this.#pollers.take()) this.#pass(order);
    else this.show(order);
  }

  /** A message can be received, for the first time or again. */
  show(order: number): void {
    const { orders } = this.#world;
    const { rows } = orders;
    rows[order] = (rows[order] as number) | hasMessage | isVisible;
    this.#visible += 1;
    this.#line.add(order);
    orders.settle(order);
    this.#poll();
  }

  /** The function is done with a batch: what succeeded is deleted, the rest stays until its visibility timeout ends. */
  end(invocation: number): void {
    const { invocations, orders, counts, now, settings } = this.#world;
    const hasFailed = this.#function.end(invocation, false);
    const keepsAll = hasFailed && !settings.reportBatchItemFailures;
    const { rows } = invocations;
    const row = invocations.rowOf(invocation);
    const until = row + firstOrder + (rows[row + size] as number) * perOrder;
    const returnsAt = hasFailed ? this.#returnsAt(invocation) : now;
    let deleted = false;
    for (let place = row + firstOrder; place < until; place += perOrder) {
      const order = rows[place] as number;
      if (!keepsAll && rows[place + outcome] === done) {
        deleted = true;
        this.#delete(order, rows[place + receipt] as number);
      } else if (returnsAt >= now) this.#world.plan(returnsAt, messageReturns, order);
      orders.settle(order);
    }
    if (deleted) counts.deletedBatches += 1;
    invocations.free(invocation);
    this.#pollers.release();
    this.#poll();
  }

  /** A poller tries a throttled batch again, or drops it when its messages are visible again. */
  tryAgain(invocation: number): void {
    const { invocations, now } = this.#world;
    if (now < this.#returnsAt(invocation)) {
      this.#start(invocation);
      return;
    }
    const row = invocations.rowOf(invocation);
    const until = row + firstOrder + (invocations.rows[row + size] as number) * perOrder;
    this.#pollers.release();
    for (let place = row + firstOrder; place < until; place += perOrder)
      this.show(invocations.rows[place] as number);
    invocations.free(invocation);
    this.#poll();
  }

  scale(): void {
    this.#pollers.scale(this.#visible > 0);
    this.#poll();
  }

  /** A message that finds none before it and a poller that is idle is received at once, by itself. */
  #pass(order: number): void {
    const { invocations, orders, counts } = this.#world;
    const { rows } = orders;
    const received = (rows[order + receives] as number) + 1;
    rows[order + receives] = received;
    rows[order] = (rows[order] as number) | hasMessage;
    // At the first attempt of its caller it is in flight already.
    if (rows[order + attempts] !== 1) orders.settle(order);
    const invocation = invocations.add();
    invocations.put(invocation, order, received);
    counts.received += 1;
    counts.receivedBatches += 1;
    this.#start(invocation);
  }

  #poll(): void {
    while (this.#visible > 0 && this.#pollers.take()) {
      const invocation = this.#receive();
      if (invocation === -1) this.#pollers.release();
      else this.#start(invocation);
    }
  }

  /** Receives a batch; -1 when all that was there went to the dead-letter queue. */
  #receive(): number {
    const { invocations, orders, counts, settings } = this.#world;
    const { rows } = orders;
    let invocation = -1;
    for (let taken = 0; taken < settings.batchSize && this.#visible > 0; ) {
      const order = this.#line.take();
      if (order === 0) break;
      this.#visible -= 1;
      const received = rows[order + receives] as number;
      if (received >= settings.maxReceiveCount) {
        this.#giveUp(order);
      } else {
        if (invocation === -1) invocation = invocations.add();
        rows[order + receives] = received + 1;
        rows[order] = (rows[order] as number) & ~isVisible;
        invocations.put(invocation, order, received + 1);
        counts.received += 1;
        taken += 1;
      }
      orders.settle(order);
    }
    if (invocation !== -1) counts.receivedBatches += 1;
    return invocation;
  }

  /** A message was received too often. */
  #giveUp(order: number): void {
    const { orders, counts } = this.#world;
    const { rows } = orders;
    rows[order] = ((rows[order] as number) & ~(hasMessage | isVisible)) | isDeadLettered;
    counts.deadLetters += 1;
  }

  #start(invocation: number): void {
    if (!this.#function.start(invocation)) {
      this.#pollers.backOff();
      const triesAt = Math.min(this.#world.now + pollerBackOffMs, this.#returnsAt(invocation));
      this.#world.plan(triesAt, pollerTriesAgain, invocation);
      return;
    }
    const { invocations } = this.#world;
    const workEndsAt = invocations.times[invocations.timesOf(invocation) + endsAt] as number;
    if (workEndsAt > this.#returnsAt(invocation)) this.#outlive(invocation);
  }

  /** The work goes on behind the visibility timeout: the messages can be received again before it ends. */
  #outlive(invocation: number): void {
    const { invocations } = this.#world;
    const returnsAt = this.#returnsAt(invocation);
    const { rows } = invocations;
    const row = invocations.rowOf(invocation);
    const until = row + firstOrder + (rows[row + size] as number) * perOrder;
    for (let place = row + firstOrder; place < until; place += perOrder)
      this.#world.plan(returnsAt, messageReturns, rows[place] as number);
  }

  /** Deletes a message, unless it was received again since: "you must provide the most recent receipt handle". */
  #delete(order: number, handle: number): void {
    const { rows } = this.#world.orders;
    const state = rows[order] as number;
    if (!(state & hasMessage) || rows[order + receives] !== handle) return;
    if (state & isVisible) this.#visible -= 1;
    rows[order] = (state & ~(hasMessage | isVisible)) | (state & isVisible ? isGhost : 0);
  }

  /** When the visibility timeout of a batch ends, in ms. */
  #returnsAt(invocation: number): number {
    const { invocations } = this.#world;
    return (invocations.times[invocations.timesOf(invocation) + begunAt] as number) + this.#visibilityMs;
  }
}
