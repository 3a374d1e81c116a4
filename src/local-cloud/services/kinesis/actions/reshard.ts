import * as v from 'valibot';
import { ApiServerError } from '../../../http/api-server.ts';
import { invalidArgument, shardNotFound, validationError } from '../errors.ts';
import { equalRanges } from '../hash-range.ts';
import type { Shard } from '../shard.ts';
import type { Stream } from '../stream.ts';
import { action, hashKey, nameOf, shardId, streamParameters, whole } from './action.ts';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html */
export const splitShard = action(
  v.strictObject({ ...streamParameters, ShardToSplit: shardId, NewStartingHashKey: hashKey }),
  async (input, kinesis, caller) => {
    const stream = provisioned(kinesis.streams.active(nameOf(input)));
    await kinesis.suffer(stream, 'SplitShard', caller);
    const shard = openShard(stream, input.ShardToSplit);
    const middle = BigInt(input.NewStartingHashKey);
    const { from, to } = shard.range;
    // "must be in the range of hash keys being mapped into the shard", and both children get some.
    if (middle <= from || middle > to)
      throw invalidArgument(
        `NewStartingHashKey ${middle} used in SplitShard() on shard ${shard.id} in stream ${stream.name} is not both greater than one plus the shard's StartingHashKey ${from} and less than the shard's EndingHashKey ${to}.`,
      );
    void kinesis.streams.settle(stream, 'UPDATING', () =>
      stream.reshard(
        [shard],
        [
          { from, to: middle - 1n },
          { from: middle, to },
        ],
      ),
    );
    return {};
  },
);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html */
export const mergeShards = action(
  v.strictObject({ ...streamParameters, ShardToMerge: shardId, AdjacentShardToMerge: shardId }),
  async (input, kinesis, caller) => {
    const stream = provisioned(kinesis.streams.active(nameOf(input)));
    await kinesis.suffer(stream, 'MergeShards', caller);
    const one = openShard(stream, input.ShardToMerge);
    const other = openShard(stream, input.AdjacentShardToMerge);
    const areAdjacent = one.range.to + 1n === other.range.from || other.range.to + 1n === one.range.from;
    if (!areAdjacent)
      throw invalidArgument(
        `Shards ${one.id} and ${other.id} in stream ${stream.name} are not an adjacent pair of shards eligible for merging`,
      );
    const [lower, upper] = one.range.from < other.range.from ? [one, other] : [other, one];
    void kinesis.streams.settle(stream, 'UPDATING', () =>
      stream.reshard([one, other], [{ from: lower.range.from, to: upper.range.to }]),
    );
    return {};
  },
);

/**
 * "Scale up to double your current shard count", "scale down below half": here to twice or half of shards of equal size.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
 */
export const updateShardCount = action(
  v.strictObject({
    ...streamParameters,
    TargetShardCount: whole(1, 10_000),
    ScalingType: v.picklist(['UNIFORM_SCALING']),
  }),
  async (input, kinesis, caller) => {
    const stream = provisioned(kinesis.streams.active(nameOf(input)));
    await kinesis.suffer(stream, 'UpdateShardCount', caller);
    const { TargetShardCount: target } = input;
    const { openShards } = stream;
    const current = openShards.length;
    if (target > current * 2 || target * 2 < current)
      throw new ApiServerError(
        'LimitExceededException',
        `UpdateShardCount cannot scale from ${current} to ${target} shards: at most to double, and at least to half.`,
      );
    if (target === current) throw validationError(`TargetShardCount ${target} is the current shard count`);
    if (target !== current * 2 && target * 2 !== current)
      throw invalidArgument(
        `The local cloud scales ${current} shards to ${current * 2} or, if that is a whole number, to ${current / 2}. Use SplitShard and MergeShards for other numbers.`,
      );
    void kinesis.streams.settle(stream, 'UPDATING', () => stream.reshard(openShards, equalRanges(target)));
    return {
      StreamName: stream.name,
      StreamARN: stream.arn,
      CurrentShardCount: current,
      TargetShardCount: target,
    };
  },
);

function provisioned(stream: Stream): Stream {
  if (stream.mode === 'PROVISIONED') return stream;
  throw validationError('This operation is only supported for streams of mode PROVISIONED');
}

function openShard(stream: Stream, id: string): Shard {
  const shard = stream.shard(id);
  if (!shard) throw shardNotFound(id, stream);
  if (!shard.closed) return shard;
  throw invalidArgument(`Shard ${id} in stream ${stream.name} is closed.`);
}
