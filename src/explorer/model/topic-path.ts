import type { Callers, Path } from './callers.ts';
import { Concurrency, reservedIn } from './concurrency.ts';
import { type Counts, placeNumbers } from './counts.ts';
import { flags, oneAtWork } from './flags.ts';
import type { JoinedAgenda } from './joined-agenda.ts';
import { kinds } from './kinds.ts';
import { orderColumns } from './orders.ts';
import { Subscription } from './subscription.ts';
import type { World } from './world.ts';

const { hasMessage, isDeadLettered, isPoison, isRefused, isStored, isTold, isVisible } = flags;
const { callerGivesUp, workEnds } = kinds;
const { deadLettered, inFlight, stored, waiting } = placeNumbers;
/**
 * Of an order that the topic was told of: how many notifications are on their way, and one more; how many of them wait;
 * and which subscriptions have stored it, as bits. The first is 0 before that, and the others are anything.
 */
const { receives: onTheirWay, next: waits, lane: storedBy } = orderColumns;
const atWork = oneAtWork;

/** What is counted in each subscription. */
const summedUp = [
  'throttled',
  'invocations',
  'billedMs',
  'failures',
  'tableThrottles',
  'duplicates',
  'writes',
  'received',
  'receivedBatches',
  'deletedBatches',
  'deadLetters',
] as const;

/**
 * The caller waits for a function that tells a topic, and for nothing behind it. Each message becomes a notification for
 * each subscription, and what one of them does with it is no affair of the others, unless their functions share
 * concurrency. An order is stored when all subscribers have stored it.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-common-scenarios.html
 */
export class TopicPath implements Path {
  readonly subscriptions: readonly Subscription[];
  readonly #world: World;
  readonly #callers: Callers;
  /** What the function that tells the topic is taken from. */
  readonly #concurrency: Concurrency;
  /** Whether it answers before its callers give up. */
  readonly #answers: boolean;
  readonly #byAll: number;
  /** See `Clock`. */
  #billedMs = -0;

  constructor(world: World, callers: Callers, agenda: JoinedAgenda) {
    this.#world = world;
    this.#callers = callers;
    const { settings } = world;
    const { subscriptions, acceptReservedConcurrency, reservedConcurrency } = settings;
    const shared = new Concurrency(settings.accountConcurrency - reservedIn(settings));
    const reserved = (size: number) => (size > 0 ? new Concurrency(size) : shared);
    this.#concurrency = reserved(acceptReservedConcurrency);
    this.#answers = settings.acceptMs <= settings.patienceMs;
    this.#byAll = (1 << subscriptions) - 1;
    this.subscriptions = Array.from({ length: subscriptions }, (_, place) => {
      const moved = (order: number, before: number, after: number) =>
        this.#moved(1 << place, order, before, after);
      return new Subscription(settings, place + 1, reserved(reservedConcurrency), moved);
    });
    for (const subscription of this.subscriptions) agenda.join(subscription.agenda);
  }

  get counts(): Readonly<Counts> {
    const counts: Counts = { ...this.#world.counts, billedMs: this.#billedMs + 0 };
    for (const { counts: own, isBuffered } of this.subscriptions) {
      for (const name of summedUp) counts[name] += own[name];
      if (!isBuffered) counts.kept += own.deadLetters;
    }
    return counts;
  }

  /** Notifications that wait: they can be received, or for their next try. */
  get visible(): number {
    return this.subscriptions.reduce((sum, { visible }) => sum + visible, 0);
  }

  take(order: number): void {
    const { orders, counts, settings, now } = this.#world;
    if (!this.#concurrency.take()) {
      counts.throttled += 1;
      this.#callers.failed(order, true);
      return;
    }
    const { rows } = orders;
    counts.invocations += 1;
    rows[order] = (rows[order] as number) + atWork;
    this.#world.plan(now + settings.acceptMs, workEnds, order);
    if (!this.#answers) this.#world.plan(now + settings.patienceMs, callerGivesUp, order);
  }

  /** The caller stops waiting; the function does not stop working. */
  giveUp(order: number): void {
    this.#world.counts.gaveUp += 1;
    this.#callers.failed(order, false);
  }

  /** The function has told the topic of an order: all subscribers hear of it. */
  end(order: number): void {
    const { orders, counts, settings, now } = this.#world;
    const { rows } = orders;
    this.#concurrency.release();
    this.#billedMs += settings.acceptMs;
    rows[order] = (rows[order] as number) - atWork;
    if (this.#answers) this.#callers.accepted(order);
    counts.published += 1;
    const state = rows[order] as number;
    rows[order] = (state | hasMessage) & ~isRefused;
    let notifications = rows[order + onTheirWay] as number;
    if (notifications === 0) {
      notifications = 1;
      rows[order + waits] = 0;
      rows[order + storedBy] = 0;
    }
    rows[order + onTheirWay] = notifications + this.subscriptions.length;
    for (const subscription of this.subscriptions) subscription.tell(order, state & isPoison, now);
    orders.settle(order);
  }

  /** Something happens in a subscription. */
  goOn(place: number): void {
    (this.subscriptions[place] as Subscription).goOn(this.#world.now);
  }

  /** A notification has got from a place to another; `by`: the bit of its subscription. */
  #moved(by: number, order: number, before: number, after: number): void {
    const { orders } = this.#world;
    const { rows } = orders;
    const waited = before === waiting ? 1 : 0;
    const nowWaits = after === waiting ? 1 : 0;
    const wait = (rows[order + waits] as number) + nowWaits - waited;
    rows[order + waits] = wait;
    let state = rows[order] as number;
    state = wait > 0 ? state | isVisible : state & ~isVisible;
    if (after === deadLettered) state |= isDeadLettered;
    if (after > inFlight) {
      const left = (rows[order + onTheirWay] as number) - 1;
      rows[order + onTheirWay] = left;
      if (left === 1) state &= ~hasMessage;
    }
    rows[order] = state;
    if (after === stored) this.#storedBy(by, order);
    orders.settle(order);
  }

  #storedBy(subscription: number, order: number): void {
    const { orders, counts, doneMs, now } = this.#world;
    const { rows } = orders;
    const before = rows[order + storedBy] as number;
    // The topic was told of the order again, by a caller that had given up waiting.
    if (before & subscription) counts.duplicates += 1;
    const by = before | subscription;
    rows[order + storedBy] = by;
    const state = rows[order] as number;
    if (by !== this.#byAll || state & isStored) return;
    rows[order] = state | isStored;
    doneMs.add(now - (orders.times[order >> 2] as number));
    if (state & isTold) counts.storedUntold += 1;
  }
}
