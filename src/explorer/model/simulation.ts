import { Agenda } from './agenda.ts';
import { Arrivals } from './arrivals.ts';
import { Callers } from './callers.ts';
import { type ByPlace, byPlace, type Counts, noCounts, placeNumbers } from './counts.ts';
import type { Sample } from './course.ts';
import { flags as orderFlags } from './flags.ts';
import { LambdaFunction } from './function.ts';
import { Histogram } from './histogram.ts';
import { JoinedAgenda } from './joined-agenda.ts';
import { bitsOfKinds, kinds } from './kinds.ts';
import { checkSettings } from './limits.ts';
import { QueuedPath } from './queued-path.ts';
import { RandomStream } from './random-stream.ts';
import type { Settings } from './settings.ts';
import { SpreadStream } from './spread-stream.ts';
import { StreamPath } from './stream-path.ts';
import type { Subscription } from './subscription.ts';
import { SyncPath } from './sync-path.ts';
import { TopicPath } from './topic-path.ts';
import { World } from './world.ts';

const { deadLettered, inFlight, lost, refused, stored, waiting } = placeNumbers;
const { isPoison } = orderFlags;
const { callerGivesUp, callerTriesAgain, messageReturns, pollersScale, pollerTriesAgain } = kinds;
const { subscriptionGoesOn, workEnds } = kinds;
const kindBits = bitsOfKinds;

/** One run of the model: a discrete-event simulation that depends on nothing but its settings, the seed among them. */
export class Simulation {
  readonly settings: Settings;
  /** What it was like at equally spaced moments, so far. */
  readonly course: Sample[] = [];
  /** Times from the first attempt of an order until it is stored, in ms. */
  readonly doneMs = new Histogram();
  /** Events that were worked through. */
  events = 0;
  readonly #world: World;
  readonly #arrivals: Arrivals;
  readonly #service: SpreadStream;
  readonly #poison: RandomStream;
  readonly #callers: Callers;
  readonly #function: LambdaFunction;
  readonly #path: SyncPath | QueuedPath | StreamPath | TopicPath;
  readonly #sampleMs: number;
  readonly #samples: number;
  readonly #before = { stored: 0, refusals: 0, counts: noCounts() };
  #nextSample: number;

  /** Throws a `SettingsError` for settings that it cannot work with. `samples`: how many moments `course` gets. */
  constructor(settings: Settings, samples = 300) {
    checkSettings(settings);
    this.settings = settings;
    const { pipeline } = settings;
    const agenda = pipeline === 'topic' ? new JoinedAgenda() : new Agenda();
    this.#world = new World(settings, agenda);
    this.#arrivals = new Arrivals(settings, new RandomStream(settings.seed, 'arrivals'));
    this.#service = new SpreadStream(new RandomStream(settings.seed, 'service'), settings.serviceSpread);
    this.#poison = new RandomStream(settings.seed, 'poison');
    this.#callers = new Callers(this.#world, new RandomStream(settings.seed, 'back-off'));
    this.#function = new LambdaFunction(this.#world);
    if (pipeline === 'topic') this.#path = new TopicPath(this.#world, this.#callers, agenda as JoinedAgenda);
    else {
      const Path = { sync: SyncPath, queued: QueuedPath, stream: StreamPath }[pipeline];
      this.#path = new Path(this.#world, this.#callers, this.#function);
    }
    this.#samples = samples;
    this.#sampleMs = (settings.seconds * 1000) / samples;
    this.#nextSample = this.#sampleMs;
  }

  get counts(): Readonly<Counts> {
    if (this.#path instanceof TopicPath) return this.#path.counts;
    return { ...this.#world.counts, billedMs: this.#function.billedMs };
  }

  /** Where the orders are that came so far. */
  get orders(): ByPlace {
    return byPlace(this.#world.orders.inPlace);
  }

  /** The subscriptions of the topic; none where there is no topic. */
  get subscriptions(): readonly Subscription[] {
    return this.#path instanceof TopicPath ? this.#path.subscriptions : [];
  }

  /** Orders that were not settled, on average over the time so far. */
  get meanOpen(): number {
    this.#world.orders.countOpen();
    return this.#world.now === 0 ? 0 : this.#world.orders.openMs / this.#world.now;
  }

  /** Messages that can be received now, or records or events that wait; 0 on the synchronous path. */
  get visible(): number {
    return this.#path instanceof SyncPath ? 0 : this.#path.visible;
  }

  get finished(): boolean {
    return this.course.length === this.#samples;
  }

  /** Works on until the end, or until so many events are through: then call it again. */
  run(mostEvents = Number.POSITIVE_INFINITY): this {
    const stopAt = this.events + mostEvents;
    while (!this.finished && this.events < stopAt) {
      this.#goOn(stopAt);
      if (this.events < stopAt) this.#sample();
    }
    return this;
  }

  /**
   * Works on until the next sample, or until `stopAt` events are through. Called again for each sample: code that V8 has to
   * put in the place of a loop in the middle of it keeps the numbers of the loop boxed.
   */
  #goOn(stopAt: number): void {
    const world = this.#world;
    const { agenda } = world;
    const arrivals = this.#arrivals;
    const nextSample = this.#nextSample;
    let { events } = this;
    while (events < stopAt) {
      const comesAt = arrivals.nextAt;
      const nextAt = agenda.nextAt;
      if (comesAt <= nextAt && comesAt < nextSample) {
        world.now = comesAt;
        events += 1;
        this.#arrive();
      } else if (nextAt < comesAt && nextAt < nextSample) {
        world.now = nextAt;
        events += 1;
        this.#happen(agenda.take());
      } else break;
    }
    this.events = events;
  }

  #arrive(): void {
    // First of all: it takes a division, and whether the next event is an arrival hangs on it.
    this.#arrivals.advance();
    const { orders, counts, settings } = this.#world;
    counts.sent += 1;
    const flags = settings.poisonShare > 0 && this.#poison.uniform() < settings.poisonShare ? isPoison : 0;
    const order = orders.add(flags);
    orders.times[(order >> 2) + 1] = settings.serviceMs * this.#service.next();
    this.#callers.send(order, this.#path);
  }

  #happen(entry: number): void {
    const row = entry >> kindBits;
    const kind = entry & ((1 << kindBits) - 1);
    if (kind === workEnds) this.#path.end(row);
    else if (kind === callerTriesAgain) this.#callers.send(row, this.#path);
    else if (this.#path instanceof SyncPath) {
      if (kind === callerGivesUp) this.#path.giveUp(row);
    } else if (this.#path instanceof QueuedPath) {
      if (kind === messageReturns) this.#path.show(row);
      else if (kind === pollerTriesAgain) this.#path.tryAgain(row);
      else if (kind === pollersScale) this.#path.scale();
    } else if (this.#path instanceof StreamPath) {
      if (kind === pollerTriesAgain) this.#path.tryAgain(row);
    } else if (kind === subscriptionGoesOn) this.#path.goOn(row);
    else if (kind === callerGivesUp) this.#path.giveUp(row);
  }

  #sample(): void {
    const now = this.#nextSample;
    this.#world.now = now;
    const { orders, doneMs, counts: own } = this.#world;
    const { counts, subscriptions } = this;
    const before = this.#before;
    const storedNow = orders.inPlace[stored] as number;
    // What is throttled behind a topic is nobody's attempt.
    const refusals = own.refusedByGateway + own.refusedByShard + own.throttled;
    this.course.push({
      at: now / 1000,
      waiting: orders.inPlace[waiting] as number,
      inFlight: orders.inPlace[inFlight] as number,
      oldestMs: orders.ageOfOldest,
      sent: counts.sent - before.counts.sent,
      attempts: counts.attempts - before.counts.attempts,
      stored: storedNow - before.stored,
      deadLettered: orders.inPlace[deadLettered] as number,
      refused: orders.inPlace[refused] as number,
      lost: orders.inPlace[lost] as number,
      refusals: refusals - before.refusals,
      duplicates: counts.duplicates - before.counts.duplicates,
      failures: counts.failures - before.counts.failures,
      deadLetters: counts.deadLetters - before.counts.deadLetters,
      p50: doneMs.quantile(0.5),
      p99: doneMs.quantile(0.99),
      ...(subscriptions.length > 0 && { subscriptions: subscriptions.map((each) => each.orders) }),
    });
    before.stored = storedNow;
    before.refusals = refusals;
    Object.assign(before.counts, counts);
    this.doneMs.include(doneMs);
    doneMs.clear();
    this.#nextSample = (this.course.length + 1) * this.#sampleMs;
  }
}
