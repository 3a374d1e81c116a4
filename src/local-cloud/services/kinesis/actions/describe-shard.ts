import type { Shard } from '../shard.ts';

/** A shard as DescribeStream and ListShards give it. */
export const describeShard = (shard: Shard): object => ({
  ShardId: shard.id,
  ...parentsOf(shard),
  HashKeyRange: rangeOf(shard),
  SequenceNumberRange: {
    StartingSequenceNumber: shard.startingSequenceNumber,
    // "Shards that are in the OPEN state have an ending sequence number of null."
    ...(shard.closed && { EndingSequenceNumber: shard.closed.sequenceNumber }),
  },
});

/** A shard as GetRecords names it at the end of its parent. */
export const describeChild = (shard: Shard): object => ({
  ShardId: shard.id,
  ParentShards: shard.parentIds,
  HashKeyRange: rangeOf(shard),
});

const rangeOf = ({ range }: Shard): object => ({
  StartingHashKey: String(range.from),
  EndingHashKey: String(range.to),
});

const parentsOf = ({ parentIds: [parent, adjacent] }: Shard): object => ({
  ...(parent !== undefined && { ParentShardId: parent }),
  ...(adjacent !== undefined && { AdjacentParentShardId: adjacent }),
});
