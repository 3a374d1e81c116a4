/**
 * What is still to happen, earliest first: a binary heap in two typed arrays. An entry is a time and a whole number that
 * says what happens. Nothing is allocated per entry.
 */
export class Agenda {
  #times = new Float64Array(1024);
  #entries = new Int32Array(1024);
  #size = 0;

  /** When the earliest entry is due, in milliseconds; Infinity when there is none. */
  get nextAt(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  add(at: number, entry: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const times = this.#times;
    const entries = this.#entries;
    let place = this.#size++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const aboveAt = times[above] as number;
      if (aboveAt <= at) break;
      times[place] = aboveAt;
      entries[place] = entries[above] as number;
      place = above;
    }
    times[place] = at;
    entries[place] = entry;
  }

  /** Takes the earliest entry; there has to be one. */
  take(): number {
    const times = this.#times;
    const entries = this.#entries;
    const taken = entries[0] as number;
    const size = --this.#size;
    const at = times[size] as number;
    const entry = entries[size] as number;
    let place = 0;
    for (let below = 1; below < size; below = 2 * place + 1) {
      // Which of two is earlier cannot be foreseen: as a number it takes no branch. Behind the last one stands what is
      // moved, and to find that ends it, too.
      below += Number((times[below + 1] as number) < (times[below] as number));
      const belowAt = times[below] as number;
      if (belowAt >= at) break;
      times[place] = belowAt;
      entries[place] = entries[below] as number;
      place = below;
    }
    times[place] = at;
    entries[place] = entry;
    return taken;
  }

  #grow(): void {
    const times = new Float64Array(2 * this.#times.length);
    const entries = new Int32Array(times.length);
    times.set(this.#times);
    entries.set(this.#entries);
    this.#times = times;
    this.#entries = entries;
  }
}
