import * as v from 'valibot';
import { expiredNextToken, invalidArgument } from '../errors.ts';
import type { Shard } from '../shard.ts';
import type { Stream } from '../stream.ts';
import { action, nameOf, shardId, streamParameters, time, whole } from './action.ts';
import { describeShard } from './describe-shard.ts';

const largestPage = 1_000;

const filter = v.strictObject({
  Type: v.picklist([
    'AFTER_SHARD_ID',
    'AT_TRIM_HORIZON',
    'FROM_TRIM_HORIZON',
    'AT_LATEST',
    'AT_TIMESTAMP',
    'FROM_TIMESTAMP',
  ]),
  ShardId: v.nullish(shardId),
  Timestamp: v.nullish(time),
});

type Filter = v.InferOutput<typeof filter>;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html */
export const listShards = action(
  v.strictObject({
    ...streamParameters,
    NextToken: v.nullish(v.string()),
    ExclusiveStartShardId: v.nullish(shardId),
    // "If you specify a value greater than 1000, at most 1000 results are returned."
    MaxResults: v.optional(
      v.pipe(
        whole(1, 10_000),
        v.transform((asked) => Math.min(asked, largestPage)),
      ),
      largestPage,
    ),
    StreamCreationTimestamp: v.nullish(time),
    ShardFilter: v.nullish(filter),
  }),
  async (input, kinesis, caller) => {
    const { NextToken: token } = input;
    const tokenOf = (stream: Stream, last: Shard | undefined) =>
      Buffer.from(JSON.stringify([stream.name, last?.id, input.ShardFilter ?? null])).toString('base64');
    if (token != null && (input.StreamName != null || input.ExclusiveStartShardId != null))
      throw invalidArgument('NextToken and StreamName or ExclusiveStartShardId cannot be provided together.');
    const [name, after, given] =
      token == null ? [nameOf(input), input.ExclusiveStartShardId, input.ShardFilter] : placeIn(token);
    const stream = kinesis.streams.get(name);
    await kinesis.suffer(stream, 'ListShards', caller);
    const rest = stream.shards
      .filter((shard) => passes(shard, stream, given))
      .filter(({ id }) => id > (after ?? ''));
    const page = rest.slice(0, input.MaxResults);
    return {
      Shards: page.map(describeShard),
      ...(rest.length > page.length && { NextToken: tokenOf(stream, page.at(-1)) }),
    };
  },
);

function placeIn(token: string): [name: string, after: string | null, filter: Filter | null] {
  try {
    const [name, after, given] = JSON.parse(Buffer.from(token, 'base64').toString());
    if (typeof name === 'string') return [name, after, given];
  } catch {
    // No token of ours: said below.
  }
  throw expiredNextToken();
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html */
function passes(shard: Shard, stream: Stream, given: Filter | null | undefined): boolean {
  const isOpenAt = (ms: number) => shard.openedAtMs <= ms && (!shard.closed || shard.closed.atMs > ms);
  const horizonMs = stream.createdAtMs;
  switch (given?.Type) {
    case undefined:
    case 'FROM_TRIM_HORIZON':
      return true;
    case 'AFTER_SHARD_ID':
      if (given?.ShardId == null)
        throw invalidArgument('ShardFilter of type AFTER_SHARD_ID needs a ShardId.');
      return shard.id > given.ShardId;
    case 'AT_LATEST':
      return !shard.closed;
    case 'AT_TRIM_HORIZON':
      // The oldest that are kept: those whose parents are gone.
      return shard.openedAtMs <= horizonMs || !shard.parentIds.some((id) => stream.shard(id));
    default: {
      if (given?.Timestamp == null)
        throw invalidArgument(`ShardFilter of type ${given?.Type} needs a Timestamp.`);
      const ms = given.Timestamp * 1000;
      return given.Type === 'AT_TIMESTAMP' ? isOpenAt(ms) : isOpenAt(ms) || shard.openedAtMs >= ms;
    }
  }
}
