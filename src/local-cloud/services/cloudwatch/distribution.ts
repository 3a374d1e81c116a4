/** Values that were measured within some time, as far as a statistic needs them. */
export class Distribution {
  sampleCount = 0;
  sum = 0;
  minimum = Number.POSITIVE_INFINITY;
  maximum = Number.NEGATIVE_INFINITY;
  /** In the order in which they came, the same ones that follow each other once; undefined when only statistics are known. */
  #values: { value: number; count: number }[] | undefined = [];

  add(value: number, count = 1): void {
    this.#note({ sampleCount: count, sum: value * count, minimum: value, maximum: value });
    const last = this.#values?.at(-1);
    if (last?.value === value) last.count += count;
    else this.#values?.push({ value, count });
  }

  /**
   * Adds values of which only statistics are known. A percentile can then be told only if all are the same.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
   */
  addStatistics(set: { sampleCount: number; sum: number; minimum: number; maximum: number }): void {
    if (set.sampleCount === 1 || set.minimum === set.maximum) {
      this.add(set.minimum, set.sampleCount);
      return;
    }
    this.#note(set);
    this.#values = undefined;
  }

  merge(other: Distribution): void {
    this.#note(other);
    if (!other.#values) this.#values = undefined;
    else for (const each of other.#values) this.#values?.push({ ...each });
  }

  /**
   * The value that `percent` of the values do not exceed, between two neighbours in proportion.
   * "Percentile statistics are not available for metrics when any of the metric values are negative numbers."
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
   */
  percentile(percent: number): number | undefined {
    if (!this.#values || this.minimum < 0) return undefined;
    const sorted = this.#values.toSorted((a, b) => a.value - b.value);
    const rank = (percent / 100) * (this.sampleCount - 1);
    const at = (place: number): number => {
      let passed = 0;
      for (const { value, count } of sorted) {
        passed += count;
        if (place < passed) return value;
      }
      return this.maximum;
    };
    const below = at(Math.floor(rank));
    return below + (at(Math.ceil(rank)) - below) * (rank - Math.floor(rank));
  }

  #note(set: { sampleCount: number; sum: number; minimum: number; maximum: number }): void {
    this.sampleCount += set.sampleCount;
    this.sum += set.sum;
    this.minimum = Math.min(this.minimum, set.minimum);
    this.maximum = Math.max(this.maximum, set.maximum);
  }
}
