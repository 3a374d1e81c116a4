import { randomArrivals } from './arrivals.ts';
import { seededRandom } from './random.ts';

/** Arrivals at `servers` that take one each or turn it away, and how they are counted. */
export interface LossSystem {
  servers: number;
  /** How many arrive in all, and how many per second on average. */
  arrivals: number;
  ratePerSecond: number;
  /** How long each that is taken stays. */
  serviceMs: number;
  /** Arrivals before this are not counted: at first all servers are free, which is not how it goes on. */
  settleMs: number;
}

/** Which of the arrivals (milliseconds, ascending) are turned away. */
export function turnedAway(arrivals: readonly number[], servers: number, serviceMs: number): boolean[] {
  const leave: number[] = [];
  return arrivals.map((at) => {
    while (leave[0] !== undefined && leave[0] <= at) leave.shift();
    if (leave.length >= servers) return true;
    // Everyone stays equally long: who came first leaves first, and the list stays in order.
    leave.push(at + serviceMs);
    return false;
  });
}

/** Standard deviations on either side. Several ranges are judged in a claim: all of them together leave 1 in 1,000 outside. */
const deviations = 4;

/**
 * Within which shares those turned away stay by chance alone, as 1,000 simulated runs of the same length tell: the mean,
 * and four standard deviations on either side. The lowest and the highest of them would leave 1 in 500 outside.
 * `repetitions` counts how many runs are judged together.
 */
export function rangeByChance(system: LossSystem, repetitions: number): { low: number; high: number } {
  const { servers, arrivals, ratePerSecond, serviceMs, settleMs } = system;
  const random = seededRandom(1);
  const shares = Array.from({ length: 1_000 }, () => {
    const counted = Array.from({ length: repetitions }, () => {
      const times = randomArrivals(arrivals, ratePerSecond, random);
      return turnedAway(times, servers, serviceMs).filter((_, index) => (times[index] ?? 0) >= settleMs);
    }).flat();
    return counted.filter((away) => away).length / counted.length;
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
  const spread = deviations * Math.sqrt(variance);
  return { low: Math.max(0, mean - spread), high: Math.min(1, mean + spread) };
}
