import type { RandomStream } from './random-stream.ts';

const drawnAtATime = 256;

/**
 * What `spread` of a stream gives, drawn ahead of its use; nobody else draws from that stream. Most of a draw is its
 * logarithm, and which event is next hangs on the result. Drawn one behind the other, none waits for another, and no
 * event for any.
 */
export class SpreadStream {
  readonly #random: RandomStream;
  readonly #deviation: number;
  readonly #drawn = new Float64Array(drawnAtATime);
  #taken = drawnAtATime;

  constructor(random: RandomStream, deviation: number) {
    this.#random = random;
    this.#deviation = deviation;
  }

  next(): number {
    if (this.#taken === drawnAtATime) this.#draw();
    return this.#drawn[this.#taken++] as number;
  }

  #draw(): void {
    const drawn = this.#drawn;
    const random = this.#random;
    const deviation = this.#deviation;
    for (let place = 0; place < drawnAtATime; place += 1) drawn[place] = random.spread(deviation);
    this.#taken = 0;
  }
}
