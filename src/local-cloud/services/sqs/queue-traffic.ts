/** What happened to a queue within a minute, for its metrics. */
export class QueueTraffic {
  #counts = new Map<string, number>();
  #sizes: number[] = [];
  #calls = 0;

  /** Counts under the name of a metric. */
  count(metric: string, by = 1): void {
    this.#counts.set(metric, (this.#counts.get(metric) ?? 0) + by);
    this.#calls += 1;
  }

  /** Notes a message that was sent, with its size in bytes. */
  sent(bytes: number): void {
    this.count('NumberOfMessagesSent');
    this.#sizes.push(bytes);
  }

  /** Notes that somebody asked something of the queue. */
  touch(): void {
    this.#calls += 1;
  }

  /** What there was since this was called last. */
  take(): { counts: ReadonlyMap<string, number>; sizes: readonly number[]; wasUsed: boolean } {
    const taken = { counts: this.#counts, sizes: this.#sizes, wasUsed: this.#calls > 0 };
    this.#counts = new Map();
    this.#sizes = [];
    this.#calls = 0;
    return taken;
  }
}
