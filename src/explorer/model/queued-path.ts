import type { Callers, Path } from './callers.ts';
import { flags } from './flags.ts';
import type { LambdaFunction } from './function.ts';
import { outcomes } from './invocations.ts';
import { kinds } from './kinds.ts';
import { MessageLine } from './message-line.ts';
import { Pollers } from './pollers.ts';
import type { World } from './world.ts';

const { hasMessage, isDeadLettered, isGhost, isVisible } = flags;
const { done } = outcomes;
const { messageReturns, pollerTriesAgain } = kinds;

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
    orders.flags[order] = (orders.flags[order] as number) | hasMessage | isVisible;
    this.#visible += 1;
    this.#line.add(order);
    orders.settle(order);
    this.#poll();
  }

  /** The function is done with a batch: what succeeded is deleted, the rest stays until its visibility timeout ends. */
  end(invocation: number): void {
    const { invocations, orders, counts, now, settings } = this.#world;
    const keepsAll = this.#function.end(invocation) && !settings.reportBatchItemFailures;
    const from = invocation * invocations.room;
    const until = from + (invocations.size[invocation] as number);
    const returnsAt = (invocations.begunAt[invocation] as number) + this.#visibilityMs;
    let deleted = false;
    for (let place = from; place < until; place += 1) {
      const order = invocations.orders[place] as number;
      if (!keepsAll && invocations.outcomes[place] === done) {
        deleted = true;
        this.#delete(order, invocations.receipts[place] as number);
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
    if (now < (invocations.begunAt[invocation] as number) + this.#visibilityMs) {
      this.#start(invocation);
      return;
    }
    const from = invocation * invocations.room;
    const until = from + (invocations.size[invocation] as number);
    this.#pollers.release();
    for (let place = from; place < until; place += 1) this.show(invocations.orders[place] as number);
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
    const receives = (orders.receives[order] as number) + 1;
    orders.receives[order] = receives;
    orders.flags[order] = (orders.flags[order] as number) | hasMessage;
    orders.settle(order);
    const invocation = invocations.add();
    invocations.put(invocation, order, receives);
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
    let invocation = -1;
    for (let size = 0; size < settings.batchSize && this.#visible > 0; ) {
      const order = this.#line.take();
      if (order === 0) break;
      this.#visible -= 1;
      const receives = orders.receives[order] as number;
      if (receives >= settings.maxReceiveCount) {
        orders.flags[order] = ((orders.flags[order] as number) & ~(hasMessage | isVisible)) | isDeadLettered;
        counts.deadLetters += 1;
      } else {
        if (invocation === -1) invocation = invocations.add();
        orders.receives[order] = receives + 1;
        orders.flags[order] = (orders.flags[order] as number) & ~isVisible;
        invocations.put(invocation, order, receives + 1);
        counts.received += 1;
        size += 1;
      }
      orders.settle(order);
    }
    if (invocation !== -1) counts.receivedBatches += 1;
    return invocation;
  }

  #start(invocation: number): void {
    const { invocations, now } = this.#world;
    const returnsAt = (invocations.begunAt[invocation] as number) + this.#visibilityMs;
    if (!this.#function.start(invocation)) {
      this.#pollers.backOff();
      this.#world.plan(Math.min(now + pollerBackOffMs, returnsAt), pollerTriesAgain, invocation);
      return;
    }
    if ((invocations.endsAt[invocation] as number) <= returnsAt) return;
    const from = invocation * invocations.room;
    for (let place = from; place < from + (invocations.size[invocation] as number); place += 1)
      this.#world.plan(returnsAt, messageReturns, invocations.orders[place] as number);
  }

  /** Deletes a message, unless it was received again since: "you must provide the most recent receipt handle". */
  #delete(order: number, receipt: number): void {
    const { orders } = this.#world;
    const flags = orders.flags[order] as number;
    if (!(flags & hasMessage) || orders.receives[order] !== receipt) return;
    if (flags & isVisible) this.#visible -= 1;
    orders.flags[order] = (flags & ~(hasMessage | isVisible)) | (flags & isVisible ? isGhost : 0);
  }
}
