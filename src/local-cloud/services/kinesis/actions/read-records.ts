import * as v from 'valibot';
import { asByDefault } from '../../../http/api-server.ts';
import { expiredIterator, invalidArgument, rateExceeded, shardNotFound } from '../errors.ts';
import type { Shard, StoredRecord } from '../shard.ts';
import { iteratorOf, tokenOf } from '../shard-iterator.ts';
import type { Stream } from '../stream.ts';
import { action, nameOf, sequenceNumber, shardId, streamParameters, time, whole } from './action.ts';
import { describeChild } from './describe-shard.ts';

/** "A shard iterator expires 5 minutes after it is returned to the requester." */
const iteratorSeconds = 300;

const maxRecords = 10_000;
const maxBytes = 10 * 1_024 * 1_024;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html */
export const getShardIterator = action(
  v.strictObject({
    ...streamParameters,
    ShardId: shardId,
    ShardIteratorType: v.picklist([
      'AT_SEQUENCE_NUMBER',
      'AFTER_SEQUENCE_NUMBER',
      'TRIM_HORIZON',
      'LATEST',
      'AT_TIMESTAMP',
    ]),
    StartingSequenceNumber: v.nullish(sequenceNumber),
    Timestamp: v.nullish(time),
    DryRun: asByDefault(false),
  }),
  async (input, kinesis, caller) => {
    const stream = kinesis.streams.inService(nameOf(input));
    await kinesis.suffer(stream, 'GetShardIterator', caller);
    const shard = stream.shard(input.ShardId);
    if (!shard) throw shardNotFound(input.ShardId, stream);
    const position = Math.max(positionOf(input, shard), stream.horizonOf(shard));
    return {
      ShardIterator: tokenOf({ stream: stream.name, shardId: shard.id, position, issuedAt: Date.now() }),
    };
  },
);

function positionOf(
  input: {
    ShardIteratorType: string;
    StartingSequenceNumber?: string | null | undefined;
    Timestamp?: number | null | undefined;
  },
  shard: Shard,
): number {
  const { ShardIteratorType: type, StartingSequenceNumber: number, Timestamp: timestamp } = input;
  switch (type) {
    case 'LATEST':
      return shard.records.length;
    case 'TRIM_HORIZON':
      return 0;
    case 'AT_TIMESTAMP':
      if (timestamp == null)
        throw invalidArgument('Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP.');
      // "A time stamp is the Unix epoch date with precision in milliseconds."
      return shard.positionAt(Math.floor(timestamp * 1000));
    default: {
      if (number == null)
        throw invalidArgument(
          `Must either specify (1) StartingSequenceNumber, or another type than ${type}.`,
        );
      const isOfShard =
        BigInt(number) >= BigInt(shard.startingSequenceNumber) &&
        (!shard.closed || BigInt(number) <= BigInt(shard.closed.sequenceNumber));
      if (!isOfShard)
        throw invalidArgument(
          `StartingSequenceNumber ${number} used in GetShardIterator on shard ${shard.id} is invalid: it is none of this shard.`,
        );
      const at = shard.positionOf(number);
      const isExact = shard.records[at]?.sequenceNumber === number;
      return type === 'AFTER_SEQUENCE_NUMBER' && isExact ? at + 1 : at;
    }
  }
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
export const getRecords = action(
  v.strictObject({
    ShardIterator: v.pipe(v.string(), v.minLength(1), v.maxLength(512)),
    Limit: v.nullish(whole(1, maxRecords), maxRecords),
    StreamARN: streamParameters.StreamARN,
    DryRun: asByDefault(false),
  }),
  async (input, kinesis, caller) => {
    const iterator = iteratorOf(input.ShardIterator);
    const stream = kinesis.streams.inService(nameOf({ ...input, StreamName: iterator.stream }));
    await kinesis.suffer(stream, 'GetRecords', caller);
    const shard = stream.shard(iterator.shardId);
    if (!shard) throw shardNotFound(iterator.shardId, stream);
    if (kinesis.clock.secondsSince(iterator.issuedAt) > iteratorSeconds) throw expiredIterator();
    if (!shard.throughput.takeRead()) {
      kinesis.tellThrottled(stream, 'GetRecords', caller);
      throw rateExceeded(stream, shard);
    }
    const from = Math.max(iterator.position, stream.horizonOf(shard));
    const records = firstOf(shard, from, input.Limit);
    const bytes = records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    shard.throughput.spendRead(bytes);
    const last = records.at(-1);
    kinesis.metrics.read(stream.name, {
      records: records.length,
      bytes,
      ageMs: last ? kinesis.clock.secondsSince(last.arrivedAtMs) * 1_000 : 0,
    });
    const position = from + records.length;
    const isAtEnd = position >= shard.records.length;
    return {
      Records: records.map((record) => ({
        SequenceNumber: record.sequenceNumber,
        ApproximateArrivalTimestamp: record.arrivedAtMs / 1000,
        Data: record.data,
        PartitionKey: record.partitionKey,
        EncryptionType: 'NONE',
      })),
      MillisBehindLatest: isAtEnd ? 0 : Math.max(0, Date.now() - (shard.records[position]?.arrivedAtMs ?? 0)),
      // "If set to null, the shard has been closed and the requested iterator does not return any more data."
      ...(shard.closed && isAtEnd
        ? { ChildShards: childrenOf(stream, shard) }
        : { NextShardIterator: tokenOf({ ...iterator, position, issuedAt: Date.now() }) }),
    };
  },
);

function firstOf(shard: Shard, from: number, limit: number): StoredRecord[] {
  const records: StoredRecord[] = [];
  let bytes = 0;
  for (let at = from; at < shard.records.length && records.length < limit; at += 1) {
    const record = shard.records[at] as StoredRecord;
    bytes += record.sizeBytes;
    if (bytes > maxBytes && records.length > 0) break;
    records.push(record);
  }
  return records;
}

const childrenOf = (stream: Stream, shard: Shard): object[] =>
  stream.shards.filter(({ parentIds }) => parentIds.includes(shard.id)).map(describeChild);
