/** A part of the whole, from 0 to 1, and where the true part probably lies. */
export interface ShareInterval {
  share: number;
  low: number;
  high: number;
}

/** Standard deviations on either side that leave 1 in 1,000 outside. */
export const oneInAThousand = 3.291;
/** And 1 in 100,000. Near 0 and 1 there are more outside, and a claim may judge several intervals. */
const oneInAHundredThousand = 4.417;

/**
 * Wilson's score interval for `hits` of `trials`, which does well with few trials and with shares near 0 and 1. `z` is
 * how many standard deviations wide it is on either side.
 * https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
 */
export function shareInterval(hits: number, trials: number, z = oneInAHundredThousand): ShareInterval {
  if (trials <= 0) throw new RangeError('A share needs at least one trial.');
  const share = hits / trials;
  const spread = 1 + z ** 2 / trials;
  const middle = (share + z ** 2 / (2 * trials)) / spread;
  const half = (z / spread) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
