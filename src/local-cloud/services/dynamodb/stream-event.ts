import type { DynamoDBRecord } from 'aws-lambda';
import { account } from '../../kernel/account.ts';
import type { StreamRecord, TableStream } from './table-stream.ts';

/** One record as a function sees it: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#events-sample-dynamodb */
export function dynamodbRecordOf(stream: TableStream, record: StreamRecord): DynamoDBRecord {
  return {
    eventID: record.eventId,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: account.region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(record.createdAtMs / 1000),
      Keys: record.keys as never,
      ...(record.newImage && { NewImage: record.newImage as never }),
      ...(record.oldImage && { OldImage: record.oldImage as never }),
      SequenceNumber: record.sequenceNumber,
      SizeBytes: record.sizeBytes,
      StreamViewType: stream.viewType,
    },
    eventSourceARN: stream.arn,
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
    ...(record.byTimeToLive && {
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    }),
  };
}
