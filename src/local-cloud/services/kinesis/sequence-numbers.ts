/** 56 digits, as AWS's are at present. */
const first = 49_600_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000n;

/** Numbers that only rise, and are of one length: their texts sort as they do. No two records of a cloud share one. */
export class SequenceNumbers {
  #next = first;

  next(): string {
    this.#next += 1n;
    return String(this.#next);
  }
}
