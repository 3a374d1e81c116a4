import type { StreamSource } from '../../kernel/contracts/event-source.ts';
import { dynamodbRecordOf } from './stream-event.ts';
import type { StreamRecord, TableStream } from './table-stream.ts';

/** A table's stream as event source mappings poll it. */
export const streamSourceOf = (stream: TableStream): StreamSource => ({
  kind: 'stream',
  arn: stream.arn,
  shardId: stream.shardId,
  trigger: 'dynamodb-stream',
  batchInfoName: 'DDBStreamBatchInfo',
  // "The data retention limit for DynamoDB Streams is 24 hours."
  retentionSeconds: 24 * 60 * 60,
  get length() {
    return stream.records.length;
  },
  record(position) {
    const record = stream.records[position] as StreamRecord;
    const { eventId, sequenceNumber, createdAtMs, itemKey: orderKey } = record;
    return { eventId, sequenceNumber, createdAtMs, orderKey, event: () => dynamodbRecordOf(stream, record) };
  },
  waitFor: (position, signal) => stream.waitFor(position, signal),
});
