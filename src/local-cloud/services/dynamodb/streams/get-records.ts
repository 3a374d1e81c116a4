import { account } from '../../../kernel/account.ts';
import { validationError } from '../errors.ts';
import type { Operation } from '../operations/operation.ts';
import { type StreamRecord, sequenceNumberOf, type TableStream } from '../table-stream.ts';
import type { Tables } from '../tables.ts';
import { trimHorizonOf } from './retention.ts';
import { iteratorOf, tokenOf } from './shard-iterator.ts';
import { expiredIterator, shardNotFound, streamNotFound, trimmedDataAccess } from './stream-errors.ts';
import { checkParameters } from './stream-parameters.ts';

const iteratorSeconds = 15 * 60;
const maxRecords = 1000;
/** "up to 1000 stream records or 1 MB of data, whichever comes first" */
const maxBytes = 1024 * 1024;

const types = ['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'];

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const getShardIterator: Operation = (input, tables) => {
  checkParameters(input, {
    StreamArn: { isRequired: true, length: [37, 1024] },
    ShardId: { isRequired: true, length: [28, 65] },
    ShardIteratorType: { isRequired: true, values: types },
    SequenceNumber: { length: [21, 40] },
  });
  const { ShardIteratorType: type, SequenceNumber: number } = input as Record<string, string>;
  const bySequence = /SEQUENCE/.test(String(type));
  if (bySequence && number === undefined)
    throw validationError(
      `One or more parameter values were invalid: SequenceNumber must be specified for ShardIteratorType ${type}`,
    );
  if (!bySequence && number !== undefined)
    throw validationError(
      `One or more parameter values were invalid: SequenceNumber must not be specified for ShardIteratorType ${type}`,
    );
  const stream = streamOf(String(input.StreamArn), String(input.ShardId), tables);
  const horizon = trimHorizonOf(stream, tables.clock);
  const position = bySequence
    ? positionOf(stream, String(number), type === 'AFTER_SEQUENCE_NUMBER')
    : type === 'LATEST'
      ? stream.records.length
      : horizon;
  if (bySequence && position < horizon) throw trimmedDataAccess();
  const { arn: streamArn, shardId } = stream;
  return { ShardIterator: tokenOf({ streamArn, shardId, position, issuedAt: Date.now() }) };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const getRecords: Operation = (input, tables) => {
  checkParameters(input, { ShardIterator: { isRequired: true, length: [1, 2048] }, Limit: { from: 1 } });
  const iterator = iteratorOf(String(input.ShardIterator));
  const stream = streamOf(iterator.streamArn, iterator.shardId, tables);
  if (tables.clock.secondsSince(iterator.issuedAt) > iteratorSeconds) throw expiredIterator();
  if (iterator.position < trimHorizonOf(stream, tables.clock)) throw trimmedDataAccess();
  const limit = Math.min(Number(input.Limit ?? maxRecords), maxRecords);
  const records: StreamRecord[] = [];
  let bytes = 0;
  for (const record of stream.records.slice(iterator.position, iterator.position + limit)) {
    bytes += record.sizeBytes;
    if (bytes > maxBytes && records.length > 0) break;
    records.push(record);
  }
  const position = iterator.position + records.length;
  const isAtEnd = stream.isClosed && position >= stream.records.length;
  return {
    Records: records.map((record) => recordOf(stream, record)),
    // "If set to null, the shard has been closed and the requested iterator will not return any more data."
    ...(!isAtEnd && { NextShardIterator: tokenOf({ ...iterator, position, issuedAt: Date.now() }) }),
  };
};

function streamOf(arn: string, shardId: string, tables: Tables): TableStream {
  const stream = tables.streams.find((each) => each.arn === arn);
  if (!stream) throw streamNotFound(arn);
  if (stream.shardId !== shardId) throw shardNotFound(shardId, arn);
  return stream;
}

function positionOf(stream: TableStream, sequenceNumber: string, isAfter: boolean): number {
  const exact = stream.records.findIndex((record) => record.sequenceNumber === sequenceNumber);
  if (exact !== -1) return isAfter ? exact + 1 : exact;
  if (sequenceNumber === sequenceNumberOf(stream.records.length)) return stream.records.length;
  throw validationError(
    `Invalid SequenceNumber: ${sequenceNumber} is not a sequence number of shard ${stream.shardId}`,
  );
}

function recordOf(stream: TableStream, record: StreamRecord): object {
  return {
    eventID: record.eventId,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: account.region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(record.createdAtMs / 1000),
      Keys: record.keys,
      ...(record.newImage && { NewImage: record.newImage }),
      ...(record.oldImage && { OldImage: record.oldImage }),
      SequenceNumber: record.sequenceNumber,
      SizeBytes: record.sizeBytes,
      StreamViewType: stream.viewType,
    },
    ...(record.byTimeToLive && {
      userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
    }),
  };
}
