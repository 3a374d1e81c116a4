import type { Callers, Path } from './callers.ts';
import type { LambdaFunction } from './function.ts';
import { invocationColumns, invocationTimes } from './invocations.ts';
import { kinds } from './kinds.ts';
import type { World } from './world.ts';

const { callerGivesUp } = kinds;
const { orders: firstOrder, receipt } = invocationColumns;
const { endsAt } = invocationTimes;

/** The caller waits while the function works; who finds no concurrency left is refused at once. */
export class SyncPath implements Path {
  readonly #world: World;
  readonly #callers: Callers;
  readonly #function: LambdaFunction;

  constructor(world: World, callers: Callers, lambda: LambdaFunction) {
    this.#world = world;
    this.#callers = callers;
    this.#function = lambda;
  }

  take(order: number): void {
    const { invocations, settings } = this.#world;
    const invocation = invocations.add();
    invocations.put(invocation, order, 1);
    if (!this.#function.start(invocation)) {
      invocations.free(invocation);
      this.#callers.failed(order, true);
      return;
    }
    const { now } = this.#world;
    if ((invocations.times[invocations.timesOf(invocation) + endsAt] as number) - now > settings.patienceMs) {
      // It is not answered: it will have given up by then.
      invocations.rows[invocations.rowOf(invocation) + firstOrder + receipt] = 0;
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
    const hasFailed = this.#function.end(invocation, false);
    const { rows } = invocations;
    const place = invocations.rowOf(invocation) + firstOrder;
    const order = rows[place] as number;
    const waits = rows[place + receipt] === 1;
    invocations.free(invocation);
    if (waits) {
      if (hasFailed) {
        this.#callers.failed(order, false);
        return;
      }
      this.#callers.accepted(order);
    }
    orders.settle(order);
  }
}
