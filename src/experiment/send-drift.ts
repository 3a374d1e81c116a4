import type { Clock } from './clock.ts';

/**
 * A clock that notes how late its sleepers wake at most, in milliseconds: how far what was sent drifted from when it was
 * meant to be sent. Looks at a queue and faults that are injected at a time count as well. Whoever comes with a time that
 * is past is not late by that.
 */
export class DriftClock implements Clock {
  readonly #clock: Clock;
  #longest = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get longest(): number {
    return this.#longest;
  }

  now(): number {
    return this.#clock.now();
  }

  async sleepUntil(at: number, signal?: AbortSignal): Promise<void> {
    const due = Math.max(at, this.now());
    await this.#clock.sleepUntil(at, signal);
    this.#longest = Math.max(this.#longest, this.now() - due);
  }
}
