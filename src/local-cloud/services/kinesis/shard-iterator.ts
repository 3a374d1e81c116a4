import { invalidArgument } from './errors.ts';

/** Where a reader of a shard stands. */
export interface ShardIterator {
  stream: string;
  shardId: string;
  /** Of the next record, from the shard's first on. */
  position: number;
  /** Unix ms. */
  issuedAt: number;
}

/** A token for callers, who know nothing of what is in it. */
export const tokenOf = ({ stream, shardId, position, issuedAt }: ShardIterator): string =>
  Buffer.from(JSON.stringify([stream, shardId, position, issuedAt])).toString('base64');

/** Throws InvalidArgumentException for a text that is no token. */
export function iteratorOf(token: string): ShardIterator {
  try {
    const [stream, shardId, position, issuedAt] = JSON.parse(Buffer.from(token, 'base64').toString());
    if (
      typeof stream === 'string' &&
      typeof shardId === 'string' &&
      Number.isInteger(position) &&
      typeof issuedAt === 'number'
    )
      return { stream, shardId, position, issuedAt };
  } catch {
    // No token of ours: said below.
  }
  throw invalidArgument('Invalid ShardIterator.');
}
