import type { Reading } from './reading.ts';

/** How many readings there were, and the sum of their temperatures. */
export interface Sums {
  readings: number;
  celsius: number;
}

/** Sums with a reading more. */
export const withReading = (
  { readings, celsius }: Sums = { readings: 0, celsius: 0 },
  more: Reading,
): Sums => ({
  readings: readings + 1,
  celsius: celsius + more.celsius,
});
