import type { Callers, Path } from './callers.ts';
import type { LambdaFunction } from './function.ts';
import { done } from './invocations.ts';
import { callerGivesUp, type World } from './world.ts';

/** The caller waits while the function works; who finds no concurrency left is refused at once. */
export class SyncPath implements Path {
  readonly #world: World;
  readonly #callers: Callers;
  readonly #function: LambdaFunction;
  /** Which attempt an invocation answers; a caller that has given up since is not answered. */
  #attemptOf = new Uint16Array(64);

  constructor(world: World, callers: Callers, lambda: LambdaFunction) {
    this.#world = world;
    this.#callers = callers;
    this.#function = lambda;
  }

  take(order: number): void {
    const { invocations, orders, now, settings } = this.#world;
    const invocation = invocations.add(now);
    invocations.put(invocation, order, 0);
    const endsAt = this.#function.start(invocation);
    if (endsAt === -1) {
      invocations.free(invocation);
      this.#callers.failed(order, true);
      return;
    }
    if (this.#attemptOf.length < invocations.size.length) {
      const attemptOf = new Uint16Array(invocations.size.length);
      attemptOf.set(this.#attemptOf);
      this.#attemptOf = attemptOf;
    }
    this.#attemptOf[invocation] = orders.attempts[order] as number;
    if (endsAt - now > settings.patienceMs) {
      this.#attemptOf[invocation] = 0;
      this.#world.plan(now + settings.patienceMs, callerGivesUp, order);
    }
  }

  /** The caller stops waiting; the function does not stop working. */
  giveUp(order: number): void {
    this.#world.counts.gaveUp += 1;
    this.#callers.failed(order, false);
  }

  /** The function is done: who still waits hears of it. */
  end(invocation: number): void {
    const { invocations, orders, now } = this.#world;
    this.#function.end(invocation);
    const place = invocation * invocations.room;
    const order = invocations.orders[place] as number;
    invocations.free(invocation);
    if (this.#attemptOf[invocation] !== 0) {
      if (invocations.outcomes[place] !== done) {
        this.#callers.failed(order, false);
        return;
      }
      this.#callers.accepted(order);
    }
    orders.settle(order, now);
  }
}
