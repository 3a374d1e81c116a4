import type { ReadRecord } from '../shared/stream.ts';

/** What the records say of one window. */
export interface WindowSums {
  /** Unix ms. */
  start: number;
  counted: number;
  celsius: number;
}

/** The sums of each window that has records, by when they came into the stream. */
export function windowSums(records: readonly ReadRecord[], windowMs: number): WindowSums[] {
  const windows = Map.groupBy(records, ({ arrivedAt }) => Math.floor(arrivedAt / windowMs) * windowMs);
  return [...windows].map(([start, own]) => ({
    start,
    counted: own.length,
    celsius: own.reduce((sum, { reading }) => sum + Number(reading.celsius), 0),
  }));
}
