import { createHash } from 'node:crypto';

/**
 * The shard, counted from 0, that takes a partition key: its MD5 hash is a number of 128 bits, and a new stream's shards
 * share these numbers evenly among them. https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html
 */
export function shardOf(partitionKey: string, shards: number): number {
  const hash = BigInt(`0x${createHash('md5').update(partitionKey).digest('hex')}`);
  return Number((hash * BigInt(shards)) >> 128n);
}

/**
 * Names of which each shard takes equally many, in turns: names are numbered, and one that the shard in turn does not
 * take is left out.
 */
export function spreadNames(prefix: string, count: number, shards: number): string[] {
  const names: string[] = [];
  for (let number = 1; names.length < count; number += 1) {
    const name = `${prefix}-${number}`;
    if (shardOf(name, shards) === names.length % shards) names.push(name);
  }
  return names;
}

/** Names of which each has its four parts, `name#0` to `name#3`, in four different shards. */
export function splitNames(prefix: string, count: number): string[] {
  const names: string[] = [];
  for (let number = 1; names.length < count; number += 1) {
    const name = `${prefix}-${number}`;
    if (new Set([0, 1, 2, 3].map((part) => shardOf(`${name}#${part}`, 4))).size === 4) names.push(name);
  }
  return names;
}
