import type { Callers, Path } from './callers.ts';
import type { LambdaFunction } from './function.ts';
import { kinds } from './kinds.ts';
import type { World } from './world.ts';

const { callerGivesUp } = kinds;

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
    const invocation = invocations.add();
    invocations.put(invocation, order, 0);
    if (!this.#function.start(invocation)) {
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
    if ((invocations.endsAt[invocation] as number) - now > settings.patienceMs) {
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
    const { invocations, orders } = this.#world;
    const hasFailed = this.#function.end(invocation);
    const order = invocations.orders[invocation * invocations.room] as number;
    invocations.free(invocation);
    if (this.#attemptOf[invocation] !== 0) {
      if (hasFailed) {
        this.#callers.failed(order, false);
        return;
      }
      this.#callers.accepted(order);
    }
    orders.settle(order);
  }
}
