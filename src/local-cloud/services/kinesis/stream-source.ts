import type { ShardSource, StreamSource } from '../../kernel/contracts/event-source.ts';
import { eventIdOf, filterableOf, kinesisRecordOf } from './record-event.ts';
import type { Shard, StoredRecord } from './shard.ts';
import type { Stream } from './stream.ts';

/** A stream as event source mappings poll it. */
export const streamSourceOf = (stream: Stream): StreamSource => ({
  kind: 'stream',
  arn: stream.arn,
  trigger: 'kinesis',
  batchInfoName: 'KinesisBatchInfo',
  get retentionSeconds() {
    return stream.retentionSeconds;
  },
  get shards() {
    return stream.allShards.map((each) => shardSourceOf(stream, each));
  },
  onNewShards: (listener) => stream.onNewShards(listener),
});

const shardSourceOf = (stream: Stream, shard: Shard): ShardSource => ({
  shardId: shard.id,
  parentIds: shard.parentIds,
  get length() {
    return shard.records.length;
  },
  get isClosed() {
    return shard.closed !== undefined;
  },
  get horizon() {
    return stream.horizonOf(shard);
  },
  record(position) {
    const record = shard.records[position] as StoredRecord;
    return {
      eventId: eventIdOf(shard, record),
      sequenceNumber: record.sequenceNumber,
      createdAtMs: record.arrivedAtMs,
      orderKey: record.partitionKey,
      event: () => kinesisRecordOf(stream, shard, record),
      filterable: () => filterableOf(record),
    };
  },
  waitFor: (position, signal) => shard.waitFor(position, signal),
});
