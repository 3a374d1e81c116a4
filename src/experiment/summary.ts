/** A metric over repetitions. */
export interface Summary {
  /** One value per repetition, in order. */
  values: number[];
  median: number;
  min: number;
  max: number;
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Rounds to a tenth: a thousandth of a millisecond on a shared machine would promise too much. */
export const roundToTenth = (value: number): number => Math.round(value * 10) / 10;

/** Summarises one value per repetition; rounded first, so that claims are judged on the numbers that are shown. */
export function summarise(measured: readonly number[]): Summary {
  const values = measured.map(roundToTenth);
  return {
    values,
    median: roundToTenth(median(values)),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

/** The value that occurs most often, the first of them; undefined when there is none. */
export function mostCommon<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
