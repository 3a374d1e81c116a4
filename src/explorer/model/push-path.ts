import type { Callers, Path } from './callers.ts';
import { flags } from './flags.ts';
import type { LambdaFunction } from './function.ts';
import { invocationColumns } from './invocations.ts';
import { kinds } from './kinds.ts';
import { orderColumns } from './orders.ts';
import type { World } from './world.ts';

const { hasMessage, isDeadLettered, isVisible } = flags;
const { pollerTriesAgain } = kinds;
const { orders: firstOrder } = invocationColumns;
/** How often its function failed at an event, and how often that was throttled: it stands in no line meanwhile. */
const { receives: failures, next: throttles } = orderColumns;

/** "A one-minute wait between the first two attempts, and two minutes between the second and third", in ms. */
const retryWaits = [60_000, 120_000];
/** "From 1 second after the first attempt to a maximum of 5 minutes", in ms; it doubles in between. */
const backOff = { first: 1000, longest: 300_000 };

/**
 * A function that the topic calls: asynchronously, which always succeeds. Lambda keeps the event in a queue of its own and
 * tries: after a throttle with growing intervals until it gets through, after an error a few times. It gives up what was
 * tried as often as that, or has got too old.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class PushPath implements Path {
  readonly #world: World;
  readonly #callers: Callers;
  readonly #function: LambdaFunction;
  readonly #mostAge: number;
  #waiting = 0;

  constructor(world: World, callers: Callers, lambda: LambdaFunction) {
    this.#world = world;
    this.#callers = callers;
    this.#function = lambda;
    this.#mostAge = world.settings.maximumEventAge * 1000;
  }

  /** Events that wait for their next try. */
  get visible(): number {
    return this.#waiting;
  }

  take(event: number): void {
    const { rows } = this.#world.orders;
    this.#callers.accepted(event);
    rows[event] = (rows[event] as number) | hasMessage;
    rows[event + throttles] = 0;
    this.#invoke(event);
  }

  /** The function is done with an event, or has failed at it. */
  end(invocation: number): void {
    const { invocations, orders, settings } = this.#world;
    const hasFailed = this.#function.end(invocation, false);
    const event = invocations.rows[invocations.rowOf(invocation) + firstOrder] as number;
    invocations.free(invocation);
    if (!hasFailed) {
      this.#leave(event, 0);
      return;
    }
    const failed = (orders.rows[event + failures] as number) + 1;
    orders.rows[event + failures] = failed;
    if (failed > settings.asyncRetryAttempts) this.#giveUp(event);
    else this.#wait(event, retryWaits[failed - 1] as number);
  }

  /** An event is tried again, or given up because of its age. */
  tryAgain(event: number): void {
    const { rows } = this.#world.orders;
    this.#waiting -= 1;
    rows[event] = (rows[event] as number) & ~isVisible;
    if (this.#world.now >= this.#expiresAt(event)) this.#giveUp(event);
    else this.#invoke(event);
  }

  #invoke(event: number): void {
    const { invocations, orders } = this.#world;
    const invocation = invocations.add();
    invocations.put(invocation, event, 1);
    if (this.#function.start(invocation)) {
      orders.settle(event);
      return;
    }
    invocations.free(invocation);
    const throttled = orders.rows[event + throttles] as number;
    orders.rows[event + throttles] = throttled + 1;
    this.#wait(event, Math.min(backOff.longest, backOff.first * 2 ** throttled));
  }

  #wait(event: number, ms: number): void {
    const { orders, now } = this.#world;
    this.#waiting += 1;
    orders.rows[event] = (orders.rows[event] as number) | isVisible;
    orders.settle(event);
    this.#world.plan(Math.min(now + ms, this.#expiresAt(event)), pollerTriesAgain, event);
  }

  #giveUp(event: number): void {
    const { counts, settings } = this.#world;
    if (settings.onFailure) counts.deadLetters += 1;
    this.#leave(event, settings.onFailure ? isDeadLettered : 0);
  }

  /** Lambda is done with an event; `and` is the case about it from now on. */
  #leave(event: number, and: number): void {
    const { orders } = this.#world;
    orders.rows[event] = ((orders.rows[event] as number) & ~hasMessage) | and;
    orders.settle(event);
  }

  /** When an event gets too old, in ms. */
  #expiresAt(event: number): number {
    return (this.#world.orders.times[event >> 2] as number) + this.#mostAge;
  }
}
