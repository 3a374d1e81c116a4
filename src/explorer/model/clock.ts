/**
 * What knows the time in a run.
 *
 * In the model, a field for a number that is a fraction at times begins as -0: that is zero, and V8 keeps it as a fraction
 * from the beginning. One that begins as a whole number would change its kind in the middle of a run, and each later
 * fraction would be an object of its own.
 */
export interface Clock {
  /** In ms since the run began. */
  readonly now: number;
}
