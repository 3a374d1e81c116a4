import type { Action } from './action.ts';
import { describeStream, describeStreamSummary, listStreams } from './describe-streams.ts';
import { listShards } from './list-shards.ts';
import {
  createStream,
  decreaseStreamRetentionPeriod,
  deleteStream,
  increaseStreamRetentionPeriod,
} from './manage-streams.ts';
import { putRecord, putRecords } from './put-records.ts';
import { getRecords, getShardIterator } from './read-records.ts';
import { mergeShards, splitShard, updateShardCount } from './reshard.ts';
import {
  addTagsToStream,
  listTagsForResource,
  listTagsForStream,
  removeTagsFromStream,
  tagResource,
  untagResource,
} from './tags.ts';

/** Every action that is there, by its name in the API. */
export const actions: ReadonlyMap<string, Action> = new Map(
  Object.entries({
    AddTagsToStream: addTagsToStream,
    CreateStream: createStream,
    DecreaseStreamRetentionPeriod: decreaseStreamRetentionPeriod,
    DeleteStream: deleteStream,
    DescribeStream: describeStream,
    DescribeStreamSummary: describeStreamSummary,
    GetRecords: getRecords,
    GetShardIterator: getShardIterator,
    IncreaseStreamRetentionPeriod: increaseStreamRetentionPeriod,
    ListShards: listShards,
    ListStreams: listStreams,
    ListTagsForResource: listTagsForResource,
    ListTagsForStream: listTagsForStream,
    MergeShards: mergeShards,
    PutRecord: putRecord,
    PutRecords: putRecords,
    RemoveTagsFromStream: removeTagsFromStream,
    SplitShard: splitShard,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateShardCount: updateShardCount,
  }),
);
