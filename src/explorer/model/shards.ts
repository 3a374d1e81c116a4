import { RandomStream } from './random-stream.ts';

/** What can be set in the model of a stream. */
export interface ShardSettings {
  /** Equal seeds and settings give equal runs. */
  seed: number;
  /** How long is looked at, in s. */
  seconds: number;
  /** Records per second, at random (a Poisson process). */
  arrivalRate: number;
  /** Keys that records have. */
  keys: number;
  /** Share of the records that have the first key, from 0 to 1; the others have any of the other keys. */
  hotShare: number;
  shards: number;
  /** How long the work on a record takes, in ms. */
  serviceMs: number;
}

/** One moment of a stream. Counts are at the moment, unless they say otherwise. */
export interface ShardSample {
  /** In s since the beginning. */
  at: number;
  /** Records that wait in their shard. */
  waiting: number;
  /** Records that are worked on. */
  working: number;
  /** Age of the oldest record that is not done, in ms. */
  oldestMs: number;
  /** Records that were done: so far. */
  done: number;
}

export interface ShardRun {
  settings: ShardSettings;
  course: ShardSample[];
  /** Records that came. */
  came: number;
  /** Shards that got a record at all. */
  busyShards: number;
}

/** A record: when it came, when the work on it begins, and when that ends, in ms. */
interface Line {
  came: number[];
  begins: number[];
  ends: number[];
}

/**
 * A stream whose shards are read from front to back: of each, one record is worked on at a time, in the order in which
 * they came. Which shard a key belongs to follows from its hash, whatever the number of shards.
 * https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html
 */
export function runShards(settings: ShardSettings, samples: number): ShardRun {
  const { seed, seconds, arrivalRate, keys, hotShare, shards, serviceMs } = settings;
  const hashes = new RandomStream(seed, 'hashes');
  const places = Array.from({ length: keys }, () => hashes.uniform());
  const lines: Line[] = Array.from({ length: shards }, () => ({ came: [], begins: [], ends: [] }));
  const [times, hot, others] = ['arrivals', 'hot', 'keys'].map(
    (source) => new RandomStream(seed, source),
  ) as [RandomStream, RandomStream, RandomStream];
  let came = 0;
  for (let at = 0; ; ) {
    at += (times.exponential() * 1000) / arrivalRate;
    if (at > seconds * 1000) break;
    came += 1;
    // Each is drawn for each record, so that no setting changes what the others draw.
    const [isHot, other] = [hot.uniform() < hotShare, others.uniform()];
    const key = isHot || keys === 1 ? 0 : 1 + Math.floor(other * (keys - 1));
    const line = lines[Math.floor((places[key] as number) * shards)] as Line;
    const begins = Math.max(at, line.ends.at(-1) ?? 0);
    line.came.push(at);
    line.begins.push(begins);
    line.ends.push(begins + serviceMs);
  }
  const course = Array.from({ length: samples }, (_, place) =>
    sampleOf(lines, (seconds * 1000 * (place + 1)) / samples),
  );
  return { settings, course, came, busyShards: lines.filter((line) => line.came.length > 0).length };
}

function sampleOf(lines: readonly Line[], now: number): ShardSample {
  let [waiting, working, oldestMs, done] = [0, 0, 0, 0];
  for (const line of lines) {
    const [came, begun, ended] = [line.came, line.begins, line.ends].map((times) =>
      countUntil(times, now),
    ) as [number, number, number];
    waiting += came - begun;
    working += begun - ended;
    done += ended;
    if (ended < came) oldestMs = Math.max(oldestMs, now - (line.came[ended] as number));
  }
  return { at: now / 1000, waiting, working, oldestMs, done };
}

/** How many of the times, which only grow, are not after `now`. */
function countUntil(times: readonly number[], now: number): number {
  let [least, most] = [0, times.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((times[middle] as number) <= now) least = middle + 1;
    else most = middle;
  }
  return least;
}
