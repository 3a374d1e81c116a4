import type { CloudEventOf } from '#content/event.ts';

type FaultName = CloudEventOf<'fault-injected'>['fault'];

/**
 * Something to break on purpose, on the local cloud only. `resource` is the construct's name, e.g. `Orders`; `share` the
 * part of the operations that it strikes (all unless said); `times` after how many strikes it ends (never unless said).
 */
export type Fault = { resource: string } & (
  | { fault: 'slow'; milliseconds: number; share?: number; times?: number }
  | { fault: 'down'; seconds?: number }
  | { fault: 'pause-replication' }
  | { fault: 'crash-after-write'; write?: number; share?: number; times?: number }
  | {
      fault: Exclude<FaultName, 'slow' | 'down' | 'pause-replication' | 'crash-after-write'>;
      share?: number;
      times?: number;
    }
);

/** Breaks things on purpose; what was injected is named in every output of the run. */
export interface FaultInjector {
  /** Breaks something from now on; the result mends it. */
  inject(fault: Fault): () => void;
}

const words: Record<FaultName, string> = {
  slow: 'is slow',
  fail: 'fails',
  'crash-after-write': 'dies right after a write',
  'crash-after-publish': 'dies right after a topic or bus took its event',
  duplicate: 'delivers a message a second time',
  throttle: 'refuses for want of capacity',
  deny: 'refuses for want of a permission',
  'pause-replication': 'is not copied to its other Regions',
  down: 'is down',
};

/** What a fault does, in words, e.g. `Orders is down for 3 s`. */
export function describeFault(fault: Fault): string {
  const parts = [`${fault.resource} ${words[fault.fault]}`];
  if (fault.fault === 'crash-after-write' && fault.write !== undefined) parts.push(`(write ${fault.write})`);
  if (fault.fault === 'slow') parts.push(`by ${fault.milliseconds} ms`);
  if (fault.fault === 'down')
    parts.push(fault.seconds === undefined ? 'until mended' : `for ${fault.seconds} s`);
  else if (fault.fault === 'pause-replication') parts.push('until mended');
  else {
    if (fault.share !== undefined)
      parts.push(`in ${Math.round(fault.share * 1000) / 10} % of the operations`);
    if (fault.times !== undefined) parts.push(fault.times === 1 ? 'once' : `${fault.times} times`);
  }
  return parts.join(' ');
}
