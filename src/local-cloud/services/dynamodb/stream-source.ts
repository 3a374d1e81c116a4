import type { Clock } from '../../kernel/clock.ts';
import type { ShardSource, StreamSource } from '../../kernel/contracts/event-source.ts';
import { dynamodbRecordOf } from './stream-event.ts';
import { trimHorizonOf } from './streams/retention.ts';
import type { StreamRecord, TableStream } from './table-stream.ts';

/** A table's stream as event source mappings poll it. */
export const streamSourceOf = (stream: TableStream, clock: Clock): StreamSource => ({
  kind: 'stream',
  arn: stream.arn,
  trigger: 'dynamodb-stream',
  batchInfoName: 'DDBStreamBatchInfo',
  // "The data retention limit for DynamoDB Streams is 24 hours."
  retentionSeconds: 24 * 60 * 60,
  shards: [shardSourceOf(stream, clock)],
  // It has one shard here.
  onNewShards: () => () => undefined,
});

const shardSourceOf = (stream: TableStream, clock: Clock): ShardSource => ({
  shardId: stream.shardId,
  parentIds: [],
  get length() {
    return stream.records.length;
  },
  get isClosed() {
    return stream.isClosed;
  },
  get horizon() {
    return trimHorizonOf(stream, clock);
  },
  record(position) {
    const record = stream.records[position] as StreamRecord;
    const { eventId, sequenceNumber, createdAtMs, itemKey: orderKey } = record;
    const event = () => dynamodbRecordOf(stream, record);
    return { eventId, sequenceNumber, createdAtMs, orderKey, event, filterable: event };
  },
  waitFor: (position, signal) => stream.waitFor(position, signal),
});
