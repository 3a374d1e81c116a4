import { layerCount, layers, tailFrom } from './exponential-layers.ts';

const { x: reach, y: edge } = layers;
/** Numbers that are drawn at a time: the state of the stream is read and written once for all of them. */
const drawnAtATime = 256;
/** The first numbers of a stream still show its seed. */
const passedOver = 15;

/**
 * A stream of random numbers that depends on nothing but its seed and its source (sfc32). Each source of randomness has
 * one of its own, so that a setting that changes how often one is asked leaves the others as they are.
 */
export class RandomStream {
  readonly #drawn = new Float64Array(drawnAtATime);
  #taken = passedOver;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, source: string) {
    this.#a = seed | 0;
    this.#b = hashOf(source);
    this.#c = 0x9e3779b9 | 0;
    this.#draw();
  }

  /** Uniform, at least 0 and below 1. */
  uniform(): number {
    if (this.#taken === drawnAtATime) {
      this.#draw();
      this.#taken = 0;
    }
    return this.#drawn[this.#taken++] as number;
  }

  /** Exponential with mean 1; see `exponential-layers.ts`. Nearly every one takes a product, and no logarithm. */
  exponential(): number {
    for (let before = 0; ; ) {
      // One number says which layer, and where in it: the layers are a power of two, and what is left has 24 bits.
      const scaled = this.uniform() * layerCount;
      const layer = scaled | 0;
      const at = (scaled - layer) * (reach[layer] as number);
      if (at < (reach[layer + 1] as number)) return before + at;
      // Behind the edge it begins anew: an exponential time that has lasted has as long before it as at its beginning.
      if (layer === 0) before += tailFrom;
      else {
        const low = edge[layer] as number;
        if (low + this.uniform() * ((edge[layer + 1] as number) - low) < Math.exp(-at)) return before + at;
      }
    }
  }

  /** Normal with mean 0 and variance 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Gamma with mean 1 and variance `1 / shape` (Marsaglia and Tsang, 2000). */
  gamma(shape: number): number {
    if (shape < 1) {
      const boosted = this.gamma(shape + 1) * (shape + 1);
      return (boosted * (1 - this.uniform()) ** (1 / shape)) / shape;
    }
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return (d * v) / shape;
    }
  }

  /** Positive, with mean 1 and this standard deviation, of a gamma distribution; where that is 0, nothing is drawn. */
  spread(deviation: number): number {
    if (deviation === 0) return 1;
    return deviation === 1 ? this.exponential() : this.gamma(1 / deviation ** 2);
  }

  #draw(): void {
    const drawn = this.#drawn;
    let [a, b, c, counter] = [this.#a, this.#b, this.#c, this.#counter];
    for (let place = 0; place < drawnAtATime; place += 1) {
      const sum = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + sum) | 0;
      drawn[place] = (sum >>> 0) / 2 ** 32;
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
  }
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash;
}
