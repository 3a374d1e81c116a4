const digits = 18;

/** Hexadecimal numbers of one length that only rise: their texts sort as they do. */
export class Sequencer {
  #next = BigInt(Date.now()) << 20n;

  next(): string {
    this.#next += 1n;
    return this.#next.toString(16).toUpperCase().padStart(digits, '0');
  }
}
