import type { RandomStream } from './random-stream.ts';
import type { Settings } from './settings.ts';
import { SpreadStream } from './spread-stream.ts';

/** A time with a rate of its own. */
interface Phase {
  /** When it begins, in ms. */
  from: number;
  /** Orders that were expected until then. */
  before: number;
  perMs: number;
}

/**
 * When orders come. A burst has a rate of its own; the randomness does not depend on the rates: the same draw, stretched.
 */
export class Arrivals {
  /** When the next order comes, in ms; Infinity when none does. See `Clock`. */
  nextAt = -0;
  /** Orders that are expected from one to the next: 1 where they come evenly. */
  readonly #gaps: SpreadStream;
  /** The phases that are still to come, the next one last. */
  readonly #later: Phase[] = [];
  /** Of the phase that is on: when it began, in ms, the orders that were expected until then, and its rate. */
  #from = -0;
  #before = -0;
  #perMs = -0;
  /** Orders that are expected until the next phase begins. */
  #until = -0;
  /** Orders that are expected until the next one, that included. */
  #expected = -0;

  constructor(settings: Settings, random: RandomStream) {
    const { arrivalRate, burstRate, burstStart, burstSeconds } = settings;
    this.#gaps = new SpreadStream(random, settings.arrivals === 'random' ? 1 : 0);
    const normal = arrivalRate / 1000;
    const [from, until] = [burstStart * 1000, (burstStart + burstSeconds) * 1000];
    const atBurst = from * normal;
    if (burstSeconds > 0)
      this.#later = [
        { from: until, before: atBurst + (until - from) * (burstRate / 1000), perMs: normal },
        { from, before: atBurst, perMs: burstRate / 1000 },
      ];
    this.#begin({ from: 0, before: 0, perMs: normal });
    this.advance();
  }

  /** Goes on to the order after the next. */
  advance(): void {
    const expected = this.#expected + this.#gaps.next();
    while (this.#until < expected) this.#begin(this.#later.pop() as Phase);
    this.#expected = expected;
    this.nextAt =
      this.#perMs === 0 ? Number.POSITIVE_INFINITY : this.#from + (expected - this.#before) / this.#perMs;
  }

  #begin({ from, before, perMs }: Phase): void {
    this.#from = from;
    this.#before = before;
    this.#perMs = perMs;
    this.#until = this.#later.at(-1)?.before ?? Number.POSITIVE_INFINITY;
  }
}
