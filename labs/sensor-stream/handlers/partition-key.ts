import { randomUUID } from 'node:crypto';
import type { Reading } from './reading.ts';

/** What decides on a reading's shard. Records of one key are in one shard, in the order in which they were put. */
export const partitionKeys: Record<string, (reading: Reading) => string> = {
  /** A key of each device. */
  device: ({ device }) => device,
  /** A key of each reading: they are spread, and belong to nobody. */
  none: () => randomUUID(),
  /** One key for all. */
  one: () => 'readings',
  /** Four keys of each device. */
  'device-part': ({ device, number }) => `${device}#${number % 4}`,
};
