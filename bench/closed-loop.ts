import { performance } from 'node:perf_hooks';

/** One round's result: calls per second, latency percentiles in ms, and how many were not answered as they should be. */
export interface Sample {
  perSecond: number;
  msP50: number;
  msP99: number;
  failed: number;
}

/** Sends the order of a number, counted over all callers, and says whether the answer is right. */
export type Caller = (order: number) => Promise<boolean>;

/** Each caller sends its next order when its last is answered, for `seconds` or until `most` are sent. */
export async function closedLoop(
  callers: Caller[],
  { seconds, most = Number.POSITIVE_INFINITY }: { seconds: number; most?: number },
): Promise<Sample> {
  const latencies: number[] = [];
  let failed = 0;
  let sent = 0;
  const begin = performance.now();
  const ends = begin + seconds * 1000;
  await Promise.all(
    callers.map(async (call) => {
      while (performance.now() < ends && sent < most) {
        sent += 1;
        const sentAt = performance.now();
        const isRight = await call(sent);
        latencies.push(performance.now() - sentAt);
        if (!isRight) failed += 1;
      }
    }),
  );
  const perSecond = latencies.length / ((performance.now() - begin) / 1000);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { perSecond, msP50: at(0.5), msP99: at(0.99), failed };
}
