import * as v from 'valibot';
import { expiredNextToken } from '../errors.ts';
import type { Stream } from '../stream.ts';
import { action, nameOf, shardId, streamName, streamParameters, whole } from './action.ts';
import { describeShard } from './describe-shard.ts';

/** "If you specify a value greater than 100, at most 100 results are returned." */
const largestPage = 100;
const limit = v.optional(
  v.pipe(
    whole(1, 10_000),
    v.transform((asked) => Math.min(asked, largestPage)),
  ),
  largestPage,
);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html */
export const describeStream = action(
  v.strictObject({
    ...streamParameters,
    Limit: limit,
    ExclusiveStartShardId: v.nullish(shardId),
  }),
  async (input, kinesis, caller) => {
    const stream = kinesis.streams.get(nameOf(input));
    await kinesis.suffer(stream, 'DescribeStream', caller);
    const rest = stream.shards.filter(({ id }) => id > (input.ExclusiveStartShardId ?? ''));
    return {
      StreamDescription: {
        ...summaryOf(stream),
        Shards: rest.slice(0, input.Limit).map(describeShard),
        HasMoreShards: rest.length > input.Limit,
      },
    };
  },
);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html */
export const describeStreamSummary = action(
  v.strictObject(streamParameters),
  async (input, kinesis, caller) => {
    const stream = kinesis.streams.get(nameOf(input));
    await kinesis.suffer(stream, 'DescribeStreamSummary', caller);
    return {
      StreamDescriptionSummary: {
        ...summaryOf(stream),
        OpenShardCount: stream.openShards.length,
        ConsumerCount: 0,
        MaxRecordSizeInKiB: 1024,
      },
    };
  },
);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html */
export const listStreams = action(
  v.strictObject({
    Limit: limit,
    ExclusiveStartStreamName: v.nullish(streamName),
    NextToken: v.nullish(v.string()),
  }),
  (input, kinesis) => {
    const after = input.NextToken == null ? input.ExclusiveStartStreamName : nameIn(input.NextToken);
    const rest = kinesis.streams.all.filter(({ name }) => name > (after ?? ''));
    const page = rest.slice(0, input.Limit);
    const hasMore = rest.length > page.length;
    return {
      StreamNames: page.map(({ name }) => name),
      HasMoreStreams: hasMore,
      StreamSummaries: page.map((stream) => {
        const { StreamName, StreamARN, StreamStatus, StreamModeDetails, StreamCreationTimestamp } =
          summaryOf(stream);
        return { StreamName, StreamARN, StreamStatus, StreamModeDetails, StreamCreationTimestamp };
      }),
      ...(hasMore && { NextToken: Buffer.from(`stream ${page.at(-1)?.name}`).toString('base64') }),
    };
  },
);

function nameIn(token: string): string {
  const [, name] = /^stream (.+)$/.exec(Buffer.from(token, 'base64').toString()) ?? [];
  if (name === undefined) throw expiredNextToken();
  return name;
}

const summaryOf = (stream: Stream) => ({
  StreamName: stream.name,
  StreamARN: stream.arn,
  StreamStatus: stream.status,
  StreamModeDetails: { StreamMode: stream.mode },
  RetentionPeriodHours: stream.retentionHours,
  StreamCreationTimestamp: stream.createdAtMs / 1000,
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  EncryptionType: 'NONE',
});
