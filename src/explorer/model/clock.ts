/** What time it is in a run. */
export class Clock {
  /** A number that is a fraction at times stands in an array: in an object its place would change its kind. */
  readonly #now = new Float64Array(1);

  /** In ms since the run began. */
  get now(): number {
    return this.#now[0] as number;
  }

  set now(ms: number) {
    this.#now[0] = ms;
  }
}
