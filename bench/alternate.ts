import type { Sample } from './closed-loop.ts';
import { type Ratio, ratioOf } from './ratio.ts';

/** Rounds that do not count: code in five environments takes some thousand calls until it is compiled for good. */
const warmUpRounds = 3;

type Round = (name: string) => Promise<Sample>;

/** Runs two kinds of load in turn, warm-up rounds first, and gives the samples of each. */
export async function alternate(
  rounds: number,
  name: string,
  [one, other]: [Round, Round],
): Promise<[Sample[], Sample[]]> {
  const samples: [Sample[], Sample[]] = [[], []];
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const pair = [await one(`${name}${round}`), await other(`${name}${round}`)] as const;
    if (round < 0) continue;
    samples[0].push(pair[0]);
    samples[1].push(pair[1]);
  }
  return samples;
}

/** The ratio of two kinds' requests per second, round by round. */
export const rateRatio = (what: string, over: Sample[], under: Sample[]): Ratio =>
  ratioOf(
    `requests/s, ${what}`,
    over.map(({ perSecond }) => perSecond),
    under.map(({ perSecond }) => perSecond),
  );
