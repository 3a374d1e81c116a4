import type { Random } from './random.ts';

/**
 * When `count` callers come, in milliseconds after the start, ascending: a Poisson process of `ratePerSecond` that is
 * known to have `count` arrivals, so that every repetition takes equally long.
 */
export function randomArrivals(count: number, ratePerSecond: number, random: Random): number[] {
  const spanMs = (count / ratePerSecond) * 1000;
  return Array.from({ length: count }, () => random() * spanMs).sort((a, b) => a - b);
}

/** Arrivals of several phases, one after the other: each as `randomArrivals` gives them. */
export function phasedArrivals(
  phases: readonly { count: number; ratePerSecond: number }[],
  random: Random,
): number[] {
  let begin = 0;
  return phases.flatMap(({ count, ratePerSecond }) => {
    const arrivals = randomArrivals(count, ratePerSecond, random).map((offset) => begin + offset);
    begin += (count / ratePerSecond) * 1000;
    return arrivals;
  });
}
