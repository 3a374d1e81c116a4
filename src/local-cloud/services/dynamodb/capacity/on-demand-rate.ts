import { TokenBucket } from './token-bucket.ts';

/** "throttling can occur if you exceed double your previous peak within 30 minutes" */
const growthSeconds = 30 * 60;

/**
 * What an on-demand table takes per second: up to double its previous peak, which counts as half of what a new table
 * sustains.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
 */
export class OnDemandRate {
  readonly #bucket: TokenBucket;
  readonly #now: () => number;
  readonly #growthMs: number;
  #previousPeak: number;
  #second = 0;
  #unitsThisSecond = 0;
  /** Higher than the previous peak, and when it becomes it. */
  #newPeaks: { units: number; at: number }[] = [];

  /** `initial` units per second of a new table; `timeScale` shortens the 30 minutes. */
  constructor(options: { initial: number; timeScale: number; now: () => number }) {
    this.#now = options.now;
    this.#growthMs = growthSeconds * 1000 * options.timeScale;
    this.#previousPeak = options.initial / 2;
    this.#bucket = new TokenBucket({
      perSecond: options.initial,
      depth: options.initial,
      initial: options.initial,
      now: options.now,
    });
  }

  get hasAny(): boolean {
    this.#grow();
    return this.#bucket.hasAny;
  }

  take(units: number): void {
    const second = Math.floor(this.#now() / 1000);
    if (second !== this.#second) {
      this.#notePeak();
      this.#second = second;
      this.#unitsThisSecond = 0;
    }
    this.#unitsThisSecond += units;
    this.#bucket.take(units);
  }

  #notePeak(): void {
    const highest = this.#newPeaks.at(-1)?.units ?? this.#previousPeak;
    if (this.#unitsThisSecond > highest)
      this.#newPeaks.push({ units: this.#unitsThisSecond, at: this.#now() + this.#growthMs });
  }

  #grow(): void {
    while (this.#newPeaks[0] && this.#newPeaks[0].at <= this.#now()) {
      this.#previousPeak = this.#newPeaks.shift()?.units ?? this.#previousPeak;
      this.#bucket.resize(this.#previousPeak * 2, this.#previousPeak * 2);
    }
  }
}
