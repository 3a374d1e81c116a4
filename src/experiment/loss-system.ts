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

/**
 * The lowest and the highest share that is turned away in 1,000 simulated runs of the same length: so far apart may two
 * runs be by chance alone. `repetitions` counts how many runs are judged together.
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
  return { low: Math.min(...shares), high: Math.max(...shares) };
}
