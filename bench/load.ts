/*
 * Closed-loop load from a process of its own, so that it shares no thread with what it measures: `concurrency` callers,
 * each with one connection, each sending its next order when the last is answered. The process is forked once and does
 * one piece of work per message: a load generator that is started anew for each round spends the round being compiled.
 */
import { performance } from 'node:perf_hooks';
import { BareConnection } from './bare-connection.ts';

/** One round of load: for `seconds`, or until `most` orders are sent. */
export interface LoadOrder {
  url: string;
  concurrency: number;
  seconds: number;
  /** Of the orders' ids. */
  prefix: string;
  expectedStatus: number;
  most: number;
}

/** What came of it: calls per second, latency percentiles in ms, and how many got another status. */
export interface Sample {
  perSecond: number;
  msP50: number;
  msP99: number;
  failed: number;
}

async function round({
  url,
  concurrency,
  seconds,
  prefix,
  expectedStatus,
  most,
}: LoadOrder): Promise<Sample> {
  const callers = await Promise.all(
    Array.from({ length: concurrency }, () => BareConnection.open(new URL(url))),
  );
  const latencies: number[] = [];
  let failed = 0;
  let sent = 0;
  const begin = performance.now();
  const ends = begin + seconds * 1000;
  await Promise.all(
    callers.map(async (caller) => {
      while (performance.now() < ends && sent < most) {
        sent += 1;
        const sentAt = performance.now();
        const status = await caller.post(
          `{"orderId":"${prefix}-${sent}","customer":"bench","item":"espresso"}`,
        );
        latencies.push(performance.now() - sentAt);
        if (status !== expectedStatus) failed += 1;
      }
      caller.close();
    }),
  );
  const took = (performance.now() - begin) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: latencies.length / took, msP50: at(0.5), msP99: at(0.99), failed };
}

process.on('message', (order: LoadOrder) => {
  round(order).then(
    (sample) => process.send?.({ sample }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
