import type { KinesisStreamRecord } from 'aws-lambda';
import { account } from '../../kernel/account.ts';
import type { Shard, StoredRecord } from './shard.ts';
import type { Stream } from './stream.ts';

/** A record's id in events: its shard, and its number there. */
export const eventIdOf = (shard: Shard, { sequenceNumber }: StoredRecord): string =>
  `${shard.id}:${sequenceNumber}`;

/** One record as a function sees it: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
export const kinesisRecordOf = (stream: Stream, shard: Shard, record: StoredRecord): KinesisStreamRecord => ({
  kinesis: {
    kinesisSchemaVersion: '1.0',
    partitionKey: record.partitionKey,
    sequenceNumber: record.sequenceNumber,
    data: record.data,
    approximateArrivalTimestamp: record.arrivedAtMs / 1000,
  },
  eventSource: 'aws:kinesis',
  eventVersion: '1.0',
  eventID: eventIdOf(shard, record),
  eventName: 'aws:kinesis:record',
  invokeIdentityArn: `arn:aws:iam::${account.id}:role/lambda-role`,
  awsRegion: account.region,
  eventSourceARN: stream.arn,
});

/**
 * What the filters of a mapping look at: "Kinesis event source mappings only support filtering on the data key". Of data
 * that is no JSON it is nothing: "Lambda drops the record."
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html
 */
export function filterableOf({ data }: StoredRecord): object | undefined {
  try {
    return { data: JSON.parse(Buffer.from(data, 'base64').toString('utf8')) };
  } catch {
    return undefined;
  }
}
