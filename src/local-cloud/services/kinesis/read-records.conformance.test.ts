import assert from 'node:assert/strict';
import { GetRecordsCommand } from '@aws-sdk/client-kinesis';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startStreams, textsOf } from '../../testing/kinesis.ts';
import { SequenceNumbers } from './sequence-numbers.ts';
import { kinesisSettings } from './settings.ts';
import type { Shard } from './shard.ts';
import { Stream } from './stream.ts';

const behaviour = behavioursOf('Kinesis Data Streams', import.meta.filename);
const api = 'https://docs.aws.amazon.com/kinesis/latest/APIReference';
const ample = {
  kinesisShardLimits: { writeRecords: 1_000, writeBytes: 1e9, reads: 1_000, readBytes: 1e9 },
};

behaviour(
  'a shard iterator stands at the oldest record, after the newest, at or after a sequence number, or at a time',
  { source: `${api}/API_GetShardIterator.html` },
  async (t) => {
    const { put, read, iterator, client } = await startStreams(t, { settings: ample });
    await put('a');
    const b = await put('b');
    const latest = await iterator({ ShardIteratorType: 'LATEST' });
    const afterB = Date.now() + 1;
    while (Date.now() < afterB) await new Promise((resolve) => setImmediate(resolve));
    const Timestamp = new Date();
    await put('c');
    const texts = async (input: Parameters<typeof read>[0]) => textsOf((await read(input)).Records);
    const { SequenceNumber: StartingSequenceNumber } = b;
    assert.deepEqual(await texts({}), ['a', 'b', 'c']);
    assert.deepEqual(textsOf((await client.send(new GetRecordsCommand({ ShardIterator: latest }))).Records), [
      'c',
    ]);
    assert.deepEqual(await texts({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber }), [
      'b',
      'c',
    ]);
    assert.deepEqual(await texts({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber }), [
      'c',
    ]);
    assert.deepEqual(await texts({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp }), ['c']);
    assert.deepEqual(await texts({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(0) }), [
      'a',
      'b',
      'c',
    ]);
  },
);

behaviour(
  'reading takes nothing out of the stream: each reader goes on from its own iterator, and sees how far it is behind',
  { source: `${api}/API_GetRecords.html` },
  async (t) => {
    const { put, client, iterator } = await startStreams(t, { settings: ample });
    for (const text of ['a', 'b', 'c']) await put(text);
    for (const _reader of ['one', 'another']) {
      const first = await client.send(new GetRecordsCommand({ ShardIterator: await iterator(), Limit: 2 }));
      assert.deepEqual(textsOf(first.Records), ['a', 'b']);
      assert.ok((first.MillisBehindLatest ?? 0) >= 0);
      const second = await client.send(new GetRecordsCommand({ ShardIterator: first.NextShardIterator }));
      assert.deepEqual(textsOf(second.Records), ['c']);
      assert.equal(second.MillisBehindLatest, 0);
      const third = await client.send(new GetRecordsCommand({ ShardIterator: second.NextShardIterator }));
      assert.deepEqual(third.Records, []);
    }
  },
);

behaviour(
  'a shard iterator expires after five minutes',
  {
    source: `${api}/API_GetShardIterator.html`,
    fidelity: 'modelled',
    note: 'the five minutes are scaled by timeScale',
  },
  async (t) => {
    const { client, iterator } = await startStreams(t, { settings: { ...ample, timeScale: 0.00001 } });
    const ShardIterator = await iterator();
    const until = Date.now() + 5;
    while (Date.now() < until) await new Promise((resolve) => setImmediate(resolve));
    await assert.rejects(client.send(new GetRecordsCommand({ ShardIterator })), {
      name: 'ExpiredIteratorException',
    });
  },
);

behaviour(
  'a record is kept for the retention period: a day, until it is made longer',
  { source: 'https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html' },
  () => {
    let passedSeconds = 0;
    const stream = new Stream(
      { name: 'stream', logicalId: 'Stream', mode: 'PROVISIONED', shardCount: 1 },
      {
        sequenceNumbers: new SequenceNumbers(),
        shardLimits: kinesisSettings.kinesisShardLimits,
        clock: { now: () => passedSeconds * 1000, secondsSince: () => passedSeconds },
      },
    );
    const [shard] = stream.shards as [Shard];
    stream.append(shard, { partitionKey: 'key', data: 'eA==', sizeBytes: 4 });
    passedSeconds = 24 * 3600;
    assert.equal(stream.horizonOf(shard), 0);
    passedSeconds += 1;
    assert.equal(stream.horizonOf(shard), 1);
    stream.retentionHours = 48;
    assert.equal(stream.horizonOf(shard), 0);
  },
);

behaviour(
  'what an iterator cannot be is refused',
  { source: `${api}/API_GetShardIterator.html` },
  async (t) => {
    const { iterator, client } = await startStreams(t, { settings: ample });
    const name = 'InvalidArgumentException';
    await assert.rejects(iterator({ ShardIteratorType: 'AT_SEQUENCE_NUMBER' }), { name });
    await assert.rejects(iterator({ ShardIteratorType: 'AT_TIMESTAMP' }), { name });
    await assert.rejects(iterator({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: '1' }), {
      name,
    });
    await assert.rejects(iterator({ ShardIteratorType: 'SOMEWHERE' as never }), {
      name: 'ValidationException',
    });
    await assert.rejects(iterator({ ShardId: 'shardId-000000000009' }), {
      name: 'ResourceNotFoundException',
    });
    await assert.rejects(client.send(new GetRecordsCommand({ ShardIterator: 'none' })), { name });
  },
);
