import { GetRecordsCommand, GetShardIteratorCommand, type ShardIteratorType } from '@aws-sdk/client-kinesis';
import { eventOf, type ReadEvent } from './inbox.ts';
import type { Shop } from './producer.ts';

/** A shard answers five reads in a second, for all who read it together. */
const betweenReadsMs = 450;

/** A reader of the log's one shard that goes on where it stopped, and began at a place of its own choice. */
export async function readLog(
  { clients, clock, outputs, signal }: Shop,
  from: { ShardIteratorType: ShardIteratorType; Timestamp?: Date },
): Promise<() => Promise<ReadEvent[]>> {
  const { kinesis } = clients;
  const StreamName = outputs.LogName;
  let { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName, ShardId: 'shardId-000000000000', ...from }),
  );
  let next = clock.now();
  return async () => {
    if (clock.now() < next) return [];
    next = clock.now() + betweenReadsMs;
    const { Records = [], NextShardIterator } = await kinesis.send(new GetRecordsCommand({ ShardIterator }), {
      abortSignal: signal,
    });
    ShardIterator = NextShardIterator;
    return Records.map(({ Data }) => eventOf(JSON.parse(Buffer.from(Data ?? []).toString())));
  };
}
