import type { Concurrency } from './concurrency.ts';
import { LambdaFunction } from './function.ts';
import type { World } from './world.ts';

/** A function whose invocations are taken from a concurrency that others may share. */
export class PooledFunction extends LambdaFunction {
  /** Most invocations at a time so far. */
  mostAtOnce = 0;
  readonly #counts: World['counts'];
  readonly #concurrency: Concurrency;

  /** The reserved concurrency of `world` has to be all of `concurrency`. */
  constructor(world: World, concurrency: Concurrency) {
    super(world);
    this.#counts = world.counts;
    this.#concurrency = concurrency;
  }

  override start(invocation: number): boolean {
    if (!this.#concurrency.take()) {
      this.#counts.throttled += 1;
      return false;
    }
    const starts = super.start(invocation);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    return starts;
  }

  override end(invocation: number, inOrder: boolean): boolean {
    this.#concurrency.release();
    return super.end(invocation, inOrder);
  }
}
