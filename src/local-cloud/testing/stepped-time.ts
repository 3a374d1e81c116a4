import type { MachineTime } from '../kernel/machine-time.ts';

interface Ring {
  at: number;
  ring: () => void;
}

/** A time that stands still until a test steps on. */
export class SteppedTime implements MachineTime {
  #now = Date.parse('2026-11-30T00:00:00Z');
  readonly #rings = new Set<Ring>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, ring: () => void): () => void {
    const due = { at: this.#now + milliseconds, ring };
    this.#rings.add(due);
    return () => void this.#rings.delete(due);
  }

  /** Steps on, and rings on the way what is due, in order. */
  step({
    hours = 0,
    minutes = 0,
    seconds = 0,
  }: {
    hours?: number;
    minutes?: number;
    seconds?: number;
  }): void {
    const until = this.#now + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
    for (let next = this.#nextUntil(until); next; next = this.#nextUntil(until)) {
      this.#rings.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.ring();
    }
    this.#now = until;
  }

  #nextUntil(until: number): Ring | undefined {
    return [...this.#rings].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }
}
