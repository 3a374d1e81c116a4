import type { ByPlace } from './counts.ts';

/** One moment of a run. Counts are since the moment before, unless they say otherwise. */
export interface Sample {
  /** In s since the beginning. */
  at: number;
  /** Orders that wait: their message can be received, or their caller backs off. At the moment. */
  waiting: number;
  inFlight: number;
  /** Age of the oldest order that is not settled, in ms. At the moment. */
  oldestMs: number;
  /** Orders that came. */
  sent: number;
  /** Attempts of their callers. */
  attempts: number;
  stored: number;
  /** Orders that went to the dead-letter queue, were refused, or were lost: so far. */
  deadLettered: number;
  refused: number;
  lost: number;
  /** Attempts that the gateway or the function refused. */
  refusals: number;
  duplicates: number;
  /** Orders whose work in an invocation failed. */
  failures: number;
  /** Messages that went to the dead-letter queue, those of stored orders included. */
  deadLetters: number;
  /** Time until an order was stored, of those that were: median and 99th percentile, in ms. */
  p50: number;
  p99: number;
  /** Of a topic: where the notifications of each subscription are. At the moment. */
  subscriptions?: ByPlace[];
}
