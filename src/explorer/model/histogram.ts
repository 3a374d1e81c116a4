const perOctave = 64;
const least = -10;
const octaves = 44;

const number = new Float64Array(1);
const bits = new Uint32Array(number.buffer);
/** Which half of a number holds its exponent. */
const upper = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Counts times in ms by size, in steps of less than 1.6 %, from a thousandth of a millisecond to months. */
export class Histogram {
  readonly #counts = new Uint32Array(octaves * perOctave);
  #total = 0;
  /** Of all times; see `Clock`. */
  #sum = -0;

  /** How many there are. */
  get total(): number {
    return this.#total;
  }

  /** Their mean in ms, exactly; 0 when there is none. */
  get mean(): number {
    return this.#total === 0 ? 0 : this.#sum / this.#total;
  }

  add(ms: number): void {
    number[0] = ms;
    // Exponent and the first six bits after the point: the logarithm in steps, without a logarithm.
    const step = ((bits[upper] as number) >>> 14) - (1023 + least) * perOctave;
    const place = step < 0 ? 0 : Math.min(step, this.#counts.length - 1);
    this.#counts[place] = (this.#counts[place] as number) + 1;
    this.#total += 1;
    this.#sum += ms;
  }

  /** The time in ms that a share of them (0 to 1) does not exceed, up to the width of a step; 0 when there is none. */
  quantile(share: number): number {
    if (this.#total === 0) return 0;
    const wanted = Math.max(1, Math.ceil(share * this.#total));
    let seen = 0;
    for (let place = 0; place < this.#counts.length; place += 1) {
      seen += this.#counts[place] as number;
      if (seen >= wanted) return place === 0 ? 0 : middleOf(place);
    }
    return 0;
  }

  /** Adds what `other` counted. */
  include(other: Histogram): void {
    for (let place = 0; place < this.#counts.length; place += 1)
      this.#counts[place] = (this.#counts[place] as number) + (other.#counts[place] as number);
    this.#total += other.#total;
    this.#sum += other.#sum;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
    this.#sum = 0;
  }
}

function middleOf(place: number): number {
  const octave = Math.floor(place / perOctave) + least;
  return 2 ** octave * (1 + ((place % perOctave) + 0.5) / perOctave);
}
