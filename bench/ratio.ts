/** Ratios of pairs that were measured side by side, and their spread. */
export interface Ratio {
  what: string;
  /** One ratio per pair. */
  values: number[];
  median: number;
  min: number;
  max: number;
}

/** The ratio of each pair `numerator[i] / denominator[i]`. */
export function ratioOf(what: string, numerator: number[], denominator: number[]): Ratio {
  const values = numerator.map((each, index) => each / (denominator[index] as number));
  return { what, values, ...spreadOf(values) };
}

/** Median, least and greatest of some numbers. */
export function spreadOf(values: number[]): { median: number; min: number; max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median =
    sorted.length % 2 === 1
      ? (sorted[Math.floor(middle)] as number)
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  return { median, min: sorted[0] as number, max: sorted.at(-1) as number };
}
