import { build } from 'hdr-histogram-js';

/** Fastest, median and 99th percentile of latencies, in milliseconds. */
export interface LatencySummary {
  min: number;
  p50: number;
  p99: number;
}

const microsecondsPerMs = 1000;

/** Summarises latencies in milliseconds by an HDR histogram (three digits, up to an hour). Throws when there are none. */
export function summariseLatency(latenciesMs: readonly number[]): LatencySummary {
  if (latenciesMs.length === 0) throw new RangeError('There are no latencies to summarise.');
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 3600 * 1000 * microsecondsPerMs,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  });
  for (const latency of latenciesMs)
    histogram.recordValue(Math.max(1, Math.round(latency * microsecondsPerMs)));
  return {
    min: Math.min(...latenciesMs),
    p50: histogram.getValueAtPercentile(50) / microsecondsPerMs,
    p99: histogram.getValueAtPercentile(99) / microsecondsPerMs,
  };
}
