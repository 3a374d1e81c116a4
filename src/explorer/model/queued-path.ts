import type { Callers, Path } from './callers.ts';
import type { LambdaFunction } from './function.ts';
import { done } from './invocations.ts';
import { MessageLine } from './message-line.ts';
import { hasMessage, isDeadLettered, isGhost, isVisible } from './orders.ts';
import { Pollers } from './pollers.ts';
import { messageReturns, pollerTriesAgain, type World } from './world.ts';

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
    this.show(order);
  }

  /** A message can be received, for the first time or again. */
  show(order: number): void {
    const { orders, now } = this.#world;
    orders.flags[order] = (orders.flags[order] as number) | hasMessage | isVisible;
    this.#visible += 1;
    this.#line.add(order);
    orders.settle(order, now);
    this.#poll();
  }

  /** The function is done with a batch: what succeeded is deleted, the rest stays until its visibility timeout ends. */
  end(invocation: number): void {
    const { invocations, orders, counts, now, settings } = this.#world;
    this.#function.end(invocation);
    const from = invocation * invocations.room;
    const until = from + (invocations.size[invocation] as number);
    let anyFailed = false;
    for (let place = from; place < until; place += 1) anyFailed ||= invocations.outcomes[place] !== done;
    const keepsAll = anyFailed && !settings.reportBatchItemFailures;
    const returnsAt = (invocations.begunAt[invocation] as number) + this.#visibilityMs;
    let deleted = false;
    for (let place = from; place < until; place += 1) {
      const order = invocations.orders[place] as number;
      if (!keepsAll && invocations.outcomes[place] === done) {
        deleted = true;
        this.#delete(order, invocations.receipts[place] as number);
      } else if (returnsAt >= now) this.#world.plan(returnsAt, messageReturns, order);
      orders.settle(order, now);
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

  #poll(): void {
    while (this.#visible > 0 && this.#pollers.take()) {
      const invocation = this.#receive();
      if (invocation === -1) this.#pollers.release();
      else this.#start(invocation);
    }
  }

  /** Receives a batch; -1 when all that was there went to the dead-letter queue. */
  #receive(): number {
    const { invocations, orders, counts, now, settings } = this.#world;
    let invocation = -1;
    for (let size = 0; size < settings.batchSize && this.#visible > 0; ) {
      const order = this.#line.take(now);
      if (order === -1) break;
      this.#visible -= 1;
      const receives = orders.receives[order] as number;
      if (receives >= settings.maxReceiveCount) {
        orders.flags[order] = ((orders.flags[order] as number) & ~(hasMessage | isVisible)) | isDeadLettered;
        counts.deadLetters += 1;
      } else {
        if (invocation === -1) invocation = invocations.add(now);
        orders.receives[order] = receives + 1;
        orders.flags[order] = (orders.flags[order] as number) & ~isVisible;
        invocations.put(invocation, order, receives + 1);
        counts.received += 1;
        size += 1;
      }
      orders.settle(order, now);
    }
    if (invocation !== -1) counts.receivedBatches += 1;
    return invocation;
  }

  #start(invocation: number): void {
    const { invocations, now } = this.#world;
    const returnsAt = (invocations.begunAt[invocation] as number) + this.#visibilityMs;
    const endsAt = this.#function.start(invocation);
    if (endsAt === -1) {
      this.#pollers.backOff();
      this.#world.plan(Math.min(now + pollerBackOffMs, returnsAt), pollerTriesAgain, invocation);
      return;
    }
    if (endsAt <= returnsAt) return;
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
