import type { RandomStream } from './random-stream.ts';
import type { Settings } from './settings.ts';

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
  readonly #random: RandomStream | undefined;
  /** The phases that are still to come, the next one last. */
  readonly #later: Phase[] = [];
  #phase: Phase;
  /** Orders that are expected until the next phase begins. */
  #until: number;
  /** Orders that are expected until the next one, that included, and when it comes, in ms; see `Clock`. */
  readonly #next = new Float64Array(2);

  constructor(settings: Settings, random: RandomStream) {
    const { arrivalRate, burstRate, burstStart, burstSeconds } = settings;
    this.#random = settings.arrivals === 'random' ? random : undefined;
    const normal = arrivalRate / 1000;
    const [from, until] = [burstStart * 1000, (burstStart + burstSeconds) * 1000];
    const atBurst = from * normal;
    this.#phase = { from: 0, before: 0, perMs: normal };
    if (burstSeconds > 0)
      this.#later = [
        { from: until, before: atBurst + (until - from) * (burstRate / 1000), perMs: normal },
        { from, before: atBurst, perMs: burstRate / 1000 },
      ];
    this.#until = this.#later.at(-1)?.before ?? Number.POSITIVE_INFINITY;
    this.advance();
  }

  /** When the next order comes, in ms; Infinity when none does. */
  get nextAt(): number {
    return this.#next[1] as number;
  }

  /** Goes on to the order after the next. */
  advance(): void {
    const expected =
      (this.#next[0] as number) + (this.#random === undefined ? 1 : this.#random.exponential());
    while (this.#until < expected) this.#begin(this.#later.pop() as Phase);
    const { from, before, perMs } = this.#phase;
    this.#next[0] = expected;
    this.#next[1] = perMs === 0 ? Number.POSITIVE_INFINITY : from + (expected - before) / perMs;
  }

  #begin(phase: Phase): void {
    this.#phase = phase;
    this.#until = this.#later.at(-1)?.before ?? Number.POSITIVE_INFINITY;
  }
}
