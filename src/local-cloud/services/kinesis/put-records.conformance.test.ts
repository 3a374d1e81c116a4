import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  PutRecordCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { behavioursOf } from '../../testing/behaviour.ts';
import { hashKeyIn, startStreams, textsOf } from '../../testing/kinesis.ts';

const behaviour = behavioursOf('Kinesis Data Streams', import.meta.filename);
const api = 'https://docs.aws.amazon.com/kinesis/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/streams/latest/dev';

behaviour(
  'the MD5 hash of the partition key decides the shard: one key is always in one shard',
  { source: `${guide}/key-concepts.html` },
  async (t) => {
    const { put, client, StreamName, shards } = await startStreams(t, { stream: { ShardCount: 4 } });
    const ranges = await shards();
    assert.equal(ranges[0]?.HashKeyRange?.StartingHashKey, '0');
    assert.equal(ranges.at(-1)?.HashKeyRange?.EndingHashKey, String(2n ** 128n - 1n));
    for (let number = 0; number < 20; number += 1) {
      const key = `device-${number}`;
      const hash = BigInt(`0x${createHash('md5').update(key).digest('hex')}`);
      const expected = ranges.find(
        ({ HashKeyRange }) =>
          BigInt(HashKeyRange?.StartingHashKey ?? 0) <= hash &&
          hash <= BigInt(HashKeyRange?.EndingHashKey ?? 0),
      );
      for (let time = 0; time < 2; time += 1)
        assert.equal((await put('x', { PartitionKey: key })).ShardId, expected?.ShardId);
    }
    const explicit = await client.send(
      new PutRecordCommand({
        StreamName,
        Data: Buffer.from('x'),
        PartitionKey: 'device-0',
        ExplicitHashKey: hashKeyIn(2, 4),
      }),
    );
    assert.equal(explicit.ShardId, 'shardId-000000000002');
  },
);

behaviour(
  'sequence numbers rise with every record of a partition key, and give the order in which records are read',
  { source: `${guide}/key-concepts.html` },
  async (t) => {
    const { put, read } = await startStreams(t);
    const numbers: bigint[] = [];
    for (const text of ['a', 'b', 'c', 'd']) numbers.push(BigInt((await put(text)).SequenceNumber ?? 0));
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => (a < b ? -1 : 1)),
    );
    assert.equal(new Set(numbers).size, 4);
    const { Records = [] } = await read();
    assert.deepEqual(textsOf(Records), ['a', 'b', 'c', 'd']);
    assert.deepEqual(
      Records.map(({ SequenceNumber }) => BigInt(SequenceNumber ?? 0)),
      numbers,
    );
  },
);

behaviour(
  'PutRecords answers for each record, in the order of the request: a shard that is full fails its records and no others',
  { source: `${api}/API_PutRecords.html` },
  async (t) => {
    const { putAll, watch } = await startStreams(t, {
      stream: { ShardCount: 2 },
      // A second of AWS's time never ends here.
      settings: {
        timeScale: 10_000,
        kinesisShardLimits: { writeRecords: 2, writeBytes: 1_048_576, reads: 5, readBytes: 2_097_152 },
      },
    });
    const hot = (text: string) => ({ key: 'hot', text, hashKey: hashKeyIn(0, 2) });
    const cool = { key: 'cool', text: 'cool', hashKey: hashKeyIn(1, 2) };
    const { FailedRecordCount, Records = [] } = await putAll(hot('1'), hot('2'), hot('3'), cool, hot('4'));
    assert.equal(FailedRecordCount, 2);
    assert.deepEqual(
      Records.map(({ ErrorCode, ShardId }) => ErrorCode ?? ShardId),
      [
        'shardId-000000000000',
        'shardId-000000000000',
        'ProvisionedThroughputExceededException',
        'shardId-000000000001',
        'ProvisionedThroughputExceededException',
      ],
    );
    assert.equal(
      Records[2]?.ErrorMessage,
      'Rate exceeded for shard shardId-000000000000 in stream Test-Stream under account 000000000000.',
    );
    assert.equal(Records[2]?.SequenceNumber, undefined);
    assert.deepEqual(
      watch.of('record-put', 'Stream').map(({ partitionKey }) => partitionKey),
      ['hot', 'hot', 'cool'],
    );
    assert.deepEqual(
      watch.of('record-refused', 'Stream').map(({ shardId }) => shardId),
      ['shardId-000000000000', 'shardId-000000000000'],
    );
  },
);

behaviour(
  'what a call may not be is refused before anything is put',
  { source: `${api}/API_PutRecords.html` },
  async (t) => {
    const { client, StreamName, read } = await startStreams(t);
    const record = { Data: Buffer.from('x'), PartitionKey: 'key' };
    const refused = (command: PutRecordCommand | PutRecordsCommand, name: string) =>
      assert.rejects(client.send(command as PutRecordCommand), { name });
    await refused(new PutRecordsCommand({ StreamName, Records: [] }), 'ValidationException');
    await refused(
      new PutRecordsCommand({ StreamName, Records: Array.from({ length: 501 }, () => record) }),
      'ValidationException',
    );
    await refused(
      new PutRecordsCommand({
        StreamName,
        Records: [record, { ...record, Data: Buffer.alloc(1_024 * 1_024) }],
      }),
      'ValidationException',
    );
    await refused(
      new PutRecordCommand({ StreamName, ...record, PartitionKey: 'k'.repeat(257) }),
      'ValidationException',
    );
    await refused(new PutRecordCommand({ StreamName, ...record, PartitionKey: '' }), 'ValidationException');
    await refused(
      new PutRecordCommand({ StreamName, ...record, ExplicitHashKey: String(2n ** 128n) }),
      'InvalidArgumentException',
    );
    await refused(new PutRecordCommand({ ...record }), 'InvalidArgumentException');
    await refused(new PutRecordCommand({ StreamName: 'nowhere', ...record }), 'ResourceNotFoundException');
    assert.deepEqual((await read()).Records, []);
  },
);

behaviour(
  'a dry run is refused by name and puts nothing; a call that says that it is none goes on',
  {
    source: `${guide}/kds-dryrun-validation.html`,
    fidelity: 'differs',
    note: 'AWS answers a dry run that would have succeeded with DryRunOperationException.',
  },
  async (t) => {
    const { client, StreamName, iterator, read } = await startStreams(t);
    const record = { Data: Buffer.from('x'), PartitionKey: 'key' };
    const ShardIterator = await iterator();
    const shard = { ShardId: 'shardId-000000000000', ShardIteratorType: 'LATEST' } as const;
    const calls = (DryRun: boolean): (() => Promise<unknown>)[] => [
      () => client.send(new PutRecordCommand({ StreamName, ...record, DryRun })),
      () => client.send(new PutRecordsCommand({ StreamName, Records: [record], DryRun })),
      () => client.send(new GetShardIteratorCommand({ StreamName, ...shard, DryRun })),
      () => client.send(new GetRecordsCommand({ ShardIterator, DryRun })),
    ];
    for (const call of calls(true))
      await assert.rejects(call, {
        name: 'ValidationException',
        message: 'DryRun is not emulated in this call: leave it out.',
      });
    assert.deepEqual((await read()).Records, []);
    for (const call of calls(false)) await call();
    assert.equal((await read()).Records?.length, 2);
  },
);
