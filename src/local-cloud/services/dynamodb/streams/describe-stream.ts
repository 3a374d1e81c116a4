import { answer, type Operation } from '../operations/operation.ts';
import { sequenceNumberOf, type TableStream } from '../table-stream.ts';
import { trimHorizonOf } from './retention.ts';
import { streamNotFound } from './stream-errors.ts';
import { checkParameters } from './stream-parameters.ts';

const arn = { length: [37, 1024] as [number, number] };

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const listStreams: Operation = (input, tables) => {
  checkParameters(input, {
    TableName: { length: [3, 255] },
    Limit: { from: 1 },
    ExclusiveStartStreamArn: arn,
  });
  const limit = Math.min(Number(input.Limit ?? 100), 100);
  const of = tables.streams
    .filter(({ tableName }) => input.TableName === undefined || tableName === input.TableName)
    .sort((a, b) => (a.arn < b.arn ? -1 : 1))
    .filter(
      (stream) =>
        input.ExclusiveStartStreamArn === undefined || stream.arn > String(input.ExclusiveStartStreamArn),
    );
  const page = of.slice(0, limit);
  return answer({
    Streams: page.map((stream) => ({
      StreamArn: stream.arn,
      StreamLabel: labelOf(stream),
      TableName: stream.tableName,
    })),
    LastEvaluatedStreamArn: of.length > limit ? page.at(-1)?.arn : undefined,
  });
};

/**
 * A stream has one shard here. AWS makes a new one about every four hours and more as the table grows.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
 */
export const describeStream: Operation = (input, tables) => {
  checkParameters(input, {
    StreamArn: { isRequired: true, ...arn },
    Limit: { from: 1 },
    ExclusiveStartShardId: { length: [28, 65] },
  });
  const stream = tables.streams.find((each) => each.arn === input.StreamArn);
  if (!stream) throw streamNotFound(String(input.StreamArn));
  const isBehind = String(input.ExclusiveStartShardId ?? '') >= stream.shardId;
  const filter = input.ShardFilter as { Type?: string } | undefined;
  const hasShard = !isBehind && filter?.Type !== 'CHILD_SHARDS';
  return {
    StreamDescription: {
      StreamArn: stream.arn,
      StreamLabel: labelOf(stream),
      StreamStatus: stream.isClosed ? 'DISABLED' : 'ENABLED',
      StreamViewType: stream.viewType,
      CreationRequestDateTime: stream.createdAtSeconds,
      TableName: stream.tableName,
      KeySchema: stream.keySchema,
      Shards: hasShard
        ? [
            {
              ShardId: stream.shardId,
              SequenceNumberRange: {
                StartingSequenceNumber: sequenceNumberOf(trimHorizonOf(stream, tables.clock)),
                ...(stream.isClosed && {
                  EndingSequenceNumber: sequenceNumberOf(Math.max(0, stream.records.length - 1)),
                }),
              },
            },
          ]
        : [],
    },
  };
};

const labelOf = (stream: TableStream): string => stream.arn.split('/').at(-1) ?? '';
