/** The last moment that a date can hold, in milliseconds since 1970. */
export const latestTime = 8_640_000_000_000_000;

/**
 * The time of a change that is made now. It is later than what it replaces (`before`), also where the clock stands still
 * or was set back: else the older state would win a merge.
 */
export function timeOfChange(now: number, before = 0): number {
  return Math.min(Math.max(now, before + 1), latestTime);
}
