import { createHash } from 'node:crypto';

/** Hash keys that a shard takes, both ends included. */
export interface HashRange {
  from: bigint;
  to: bigint;
}

const hashKeys = 2n ** 128n;

/** The largest hash key. */
export const lastHashKey = hashKeys - 1n;

/** "An MD5 hash function is used to map partition keys to 128-bit integer values and to map associated data records to shards." */
export function hashKeyOf(partitionKey: string): bigint {
  return BigInt(`0x${createHash('md5').update(partitionKey).digest('hex')}`);
}

/** `count` ranges of equal size that cover all hash keys. */
export function equalRanges(count: number): HashRange[] {
  const size = hashKeys / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    from: size * BigInt(index),
    to: index === count - 1 ? lastHashKey : size * BigInt(index + 1) - 1n,
  }));
}
