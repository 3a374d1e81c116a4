import { times, together } from './bill.ts';
import type { Usage } from './billed.ts';
import type { Operations } from './operations.ts';

/** What a recorded run of an experiment on costs gives for one of its variants. */
export interface Counted {
  /** Operations in a repetition, and how many orders or readings were done with them. */
  operations: Operations & { done: number; billedWaits: number };
  /** How long a function waits in each of `billedWaits`: configured, not measured. */
  serviceMs: number;
  memoryMb: number;
  /** Of a provisioned stream; 0 without one. */
  shards: number;
}

/** What a poller does that finds nothing: how many there are, and how long each of their requests waits. */
export interface Idle {
  pollers: number;
  waitSeconds: number;
}

/** A month of thirty days. */
export const hoursAMonth = 720;

/** GB-seconds of so many waits. */
const gbSeconds = (waits: number, { serviceMs, memoryMb }: Pick<Counted, 'serviceMs' | 'memoryMb'>) =>
  (waits * serviceMs * memoryMb) / 1000 / 1024;

/** What one order or reading uses, without what is paid for while nothing happens. */
export function usageOfOne(counted: Counted): Usage {
  const { done, billedWaits, sends, receives, deletes, ...operations } = counted.operations;
  const { gatewayRequests, invocations, putUnits, writeUnits, readUnits } = operations;
  const usage = {
    gatewayRequests,
    invocations,
    gbSeconds: gbSeconds(billedWaits, counted),
    queueRequests: sends + receives + deletes,
    putUnits,
    writeUnits,
    readUnits,
  };
  return times(usage, 1 / done);
}

/**
 * What a month uses even when nobody comes: shards, and the requests of a queue's idle pollers. The latter is the most that
 * it can be, as a poller that finds messages asks no empty questions meanwhile.
 */
export function usageOfIdleMonth({ operations, shards }: Counted, { pollers, waitSeconds }: Idle): Usage {
  const polls = operations.sends > 0 ? (pollers * hoursAMonth * 3600) / waitSeconds : 0;
  return together({ shardHours: shards * hoursAMonth, queueRequests: polls });
}

/** What a month with so many orders or readings uses. */
export const usageOfMonth = (counted: Counted, load: number, idle: Idle): Usage =>
  together(times(usageOfOne(counted), load), usageOfIdleMonth(counted, idle));
