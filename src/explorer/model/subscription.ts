import { Callers } from './callers.ts';
import type { Concurrency } from './concurrency.ts';
import { type ByPlace, byPlace, type Counts } from './counts.ts';
import type { Histogram } from './histogram.ts';
import { bitsOfKinds, kinds } from './kinds.ts';
import { type Listener, Notifications } from './notifications.ts';
import { PooledFunction } from './pooled-function.ts';
import { PushPath } from './push-path.ts';
import { QueuedPath } from './queued-path.ts';
import { RandomStream } from './random-stream.ts';
import type { Settings } from './settings.ts';
import { SpreadStream } from './spread-stream.ts';
import { World } from './world.ts';

const { messageReturns, pollersScale, pollerTriesAgain, workEnds } = kinds;
const kindBits = bitsOfKinds;

/** A world of its own: what happens to its notifications, when, and what of that was counted. */
class SubscriptionWorld extends World {
  override readonly orders: Notifications;

  constructor(settings: Settings, moved: Listener) {
    super(settings);
    this.orders = new Notifications(this, moved);
  }
}

/** One subscription of a topic: a function that the topic calls, or one that has a queue in between. */
export class Subscription {
  readonly isBuffered: boolean;
  readonly #world: SubscriptionWorld;
  readonly #function: PooledFunction;
  readonly #callers: Callers;
  readonly #path: PushPath | QueuedPath;
  readonly #service: SpreadStream;
  readonly #isStruck: boolean;

  /** `settings`: those of the whole run. `number`: which subscription it is, from 1 on. */
  constructor(settings: Settings, number: number, concurrency: Concurrency, moved: Listener) {
    this.isBuffered = number > settings.subscriptions - settings.bufferedSubscriptions;
    this.#isStruck = number === settings.struckSubscription;
    this.#world = new SubscriptionWorld(
      {
        ...settings,
        pipeline: this.isBuffered ? 'queued' : 'topic',
        // The topic delivers at once, and once.
        rateLimit: 0,
        attempts: 1,
        reservedConcurrency: concurrency.size,
        outageSeconds: this.#isStruck ? settings.outageSeconds : 0,
        slowMs: this.#isStruck ? settings.slowMs : 0,
      },
      moved,
    );
    this.#function = new PooledFunction(this.#world, concurrency);
    this.#callers = new Callers(this.#world, new RandomStream(settings.seed, 'back-off'));
    const Path = this.isBuffered ? QueuedPath : PushPath;
    this.#path = new Path(this.#world, this.#callers, this.#function);
    const random = new RandomStream(settings.seed, `service ${number}`);
    this.#service = new SpreadStream(random, settings.serviceSpread);
  }

  /** What is still to happen here. */
  get agenda(): World['agenda'] {
    return this.#world.agenda;
  }

  /** What has happened so far; `sent` are its notifications. */
  get counts(): Readonly<Counts> {
    return { ...this.#world.counts, billedMs: this.#function.billedMs };
  }

  /** Where its notifications are. */
  get orders(): ByPlace {
    return byPlace(this.#world.orders.inPlace);
  }

  /** Notifications that wait: they can be received, or for their next try. */
  get visible(): number {
    return this.#path.visible;
  }

  /** Times from the publication of a message until its notification was worked on, in ms. */
  get doneMs(): Histogram {
    return this.#world.doneMs;
  }

  /** Most invocations of its function at a time. */
  get mostAtOnce(): number {
    return this.#function.mostAtOnce;
  }

  /** Is told of an order at `now`. `flags`: what is the case about it, where that strikes this subscription. */
  tell(order: number, flags: number, now: number): void {
    const world = this.#world;
    const { serviceMs, slowMs } = world.settings;
    world.now = now;
    world.counts.sent += 1;
    const notification = world.orders.tell(order, this.#isStruck ? flags : 0);
    world.orders.times[(notification >> 2) + 1] = serviceMs * this.#service.next() + slowMs;
    this.#callers.send(notification, this.#path);
  }

  /** What comes first on its agenda happens at `now`. */
  goOn(now: number): void {
    this.#world.now = now;
    const entry = this.agenda.take();
    const row = entry >> kindBits;
    const kind = entry & ((1 << kindBits) - 1);
    if (kind === workEnds) this.#path.end(row);
    else if (kind === pollerTriesAgain) this.#path.tryAgain(row);
    else if (this.#path instanceof PushPath) return;
    else if (kind === messageReturns) this.#path.show(row);
    else if (kind === pollersScale) this.#path.scale();
  }
}
