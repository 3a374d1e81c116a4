import { GetRecordsCommand, GetShardIteratorCommand, ListShardsCommand } from '@aws-sdk/client-kinesis';
import type { ReadingApi, SentReading } from './reading-api.ts';

/** A record of the stream as a reader of its own finds it. */
export interface ReadRecord {
  shardId: string;
  sequenceNumber: string;
  /** Unix ms. */
  arrivedAt: number;
  reading: SentReading;
}

/** Reads all that is in the stream of devices whose name begins so: shard by shard, each in its order. */
export async function readStream(
  { clients, outputs }: ReadingApi,
  devicePrefix: string,
): Promise<ReadRecord[]> {
  const { StreamName } = outputs;
  const { Shards = [] } = await clients.kinesis.send(new ListShardsCommand({ StreamName }));
  const read = await Promise.all(
    Shards.map(async ({ ShardId = '' }) => {
      const { ShardIterator } = await clients.kinesis.send(
        new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
      );
      const records: ReadRecord[] = [];
      let next = ShardIterator;
      while (next) {
        const { Records = [], NextShardIterator } = await clients.kinesis.send(
          new GetRecordsCommand({ ShardIterator: next }),
        );
        records.push(
          ...Records.map(({ SequenceNumber = '', ApproximateArrivalTimestamp, Data = new Uint8Array() }) => ({
            shardId: ShardId,
            sequenceNumber: SequenceNumber,
            arrivedAt: ApproximateArrivalTimestamp?.getTime() ?? Number.NaN,
            reading: JSON.parse(Buffer.from(Data).toString()) as SentReading,
          })),
        );
        next = Records.length > 0 ? NextShardIterator : undefined;
      }
      return records;
    }),
  );
  return read.flat().filter(({ reading }) => reading.device.startsWith(devicePrefix));
}

/** Reads the one record of a shard that has this number. */
export async function readRecord(
  { clients, outputs }: ReadingApi,
  place: { shardId: string; sequenceNumber: string },
): Promise<SentReading | undefined> {
  const { ShardIterator } = await clients.kinesis.send(
    new GetShardIteratorCommand({
      StreamName: outputs.StreamName,
      ShardId: place.shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      StartingSequenceNumber: place.sequenceNumber,
    }),
  );
  const { Records = [] } = await clients.kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }));
  const [record] = Records;
  return record?.Data && JSON.parse(Buffer.from(record.Data).toString());
}
