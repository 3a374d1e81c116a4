import type { RandomStream } from './random-stream.ts';
import type { Settings } from './settings.ts';

/**
 * When orders come. A burst has a rate of its own; the randomness does not depend on the rates: the same draw, stretched.
 */
export class Arrivals {
  readonly #random: RandomStream | undefined;
  /** Begin in ms, orders that were expected until then, and orders per ms, phase by phase. */
  readonly #phases: { from: number; before: number; perMs: number }[];
  #phase = 0;
  #expected = 0;

  constructor(settings: Settings, random: RandomStream) {
    const { arrivalRate, burstRate, burstStart, burstSeconds } = settings;
    this.#random = settings.arrivals === 'random' ? random : undefined;
    const normal = arrivalRate / 1000;
    const [from, until] = [burstStart * 1000, (burstStart + burstSeconds) * 1000];
    const atBurst = from * normal;
    this.#phases = [{ from: 0, before: 0, perMs: normal }];
    if (burstSeconds > 0)
      this.#phases.push(
        { from, before: atBurst, perMs: burstRate / 1000 },
        { from: until, before: atBurst + (until - from) * (burstRate / 1000), perMs: normal },
      );
  }

  /** When the next order comes, in ms; Infinity when none does. */
  next(): number {
    this.#expected += this.#random === undefined ? 1 : this.#random.exponential();
    const phases = this.#phases;
    while (this.#phase + 1 < phases.length && (phases[this.#phase + 1]?.before ?? 0) < this.#expected)
      this.#phase += 1;
    const phase = phases[this.#phase];
    if (phase === undefined || phase.perMs === 0) return Number.POSITIVE_INFINITY;
    return phase.from + (this.#expected - phase.before) / phase.perMs;
  }
}
