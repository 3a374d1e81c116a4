import { validationError } from '../errors.ts';

/** Where a reader of a shard stands. */
export interface ShardIterator {
  streamArn: string;
  shardId: string;
  /** Of the next record, from the stream's first on. */
  position: number;
  /** Unix ms. */
  issuedAt: number;
}

/** A token for callers, who know nothing of what is in it: the stream's ARN and the rest, as on AWS. */
export function tokenOf({ streamArn, shardId, position, issuedAt }: ShardIterator): string {
  const rest = Buffer.from(JSON.stringify([shardId, position, issuedAt])).toString('base64');
  return `${streamArn}|1|${rest}`;
}

/** Throws DynamoDB's ValidationException for a text that is no token. */
export function iteratorOf(token: string): ShardIterator {
  const [streamArn = '', , rest = ''] = token.split('|');
  try {
    const [shardId, position, issuedAt] = JSON.parse(Buffer.from(rest, 'base64').toString());
    if (typeof shardId === 'string' && Number.isInteger(position) && typeof issuedAt === 'number')
      return { streamArn, shardId, position, issuedAt };
  } catch {
    // No token of ours: said below.
  }
  throw validationError('Invalid ShardIterator');
}
