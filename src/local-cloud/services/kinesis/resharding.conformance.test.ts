import assert from 'node:assert/strict';
import {
  GetRecordsCommand,
  ListShardsCommand,
  MergeShardsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
} from '@aws-sdk/client-kinesis';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startStreams, textsOf } from '../../testing/kinesis.ts';

const behaviour = behavioursOf('Kinesis Data Streams', import.meta.filename);
const api = 'https://docs.aws.amazon.com/kinesis/latest/APIReference';
const modelled = {
  fidelity: 'modelled' as const,
  note: 'AWS does not say how long a change takes; here a second, scaled by timeScale',
};
const settings = { timeScale: 0.05 };
const middle = String(2n ** 127n);
const [parent, lower, upper] = [0, 1, 2].map((number) => `shardId-00000000000${number}`) as [
  string,
  string,
  string,
];

behaviour(
  'a split shard is closed and keeps its records; two children take the halves of its hash keys',
  { source: `${api}/API_SplitShard.html`, ...modelled },
  async (t) => {
    const { client, StreamName, put, iterator, shards, active } = await startStreams(t, { settings });
    await put('before', { ExplicitHashKey: '0' });
    const split = new SplitShardCommand({ StreamName, ShardToSplit: parent, NewStartingHashKey: middle });
    await client.send(split);
    await active();
    assert.equal((await put('low', { ExplicitHashKey: '0' })).ShardId, lower);
    assert.equal((await put('high', { ExplicitHashKey: middle })).ShardId, upper);
    const all = await shards();
    assert.deepEqual(
      all.map(({ ShardId, ParentShardId, SequenceNumberRange }) => [
        ShardId,
        ParentShardId,
        SequenceNumberRange?.EndingSequenceNumber !== undefined,
      ]),
      [
        [parent, undefined, true],
        [lower, parent, false],
        [upper, parent, false],
      ],
    );
    const end = await client.send(new GetRecordsCommand({ ShardIterator: await iterator() }));
    assert.deepEqual(textsOf(end.Records), ['before']);
    assert.equal(end.NextShardIterator, undefined);
    assert.deepEqual(
      end.ChildShards?.map(({ ShardId }) => ShardId),
      [lower, upper],
    );
    await assert.rejects(client.send(split), { name: 'InvalidArgumentException' });
    const open = await client.send(new ListShardsCommand({ StreamName, ShardFilter: { Type: 'AT_LATEST' } }));
    assert.deepEqual(
      open.Shards?.map(({ ShardId }) => ShardId),
      [lower, upper],
    );
  },
);

behaviour(
  'two adjacent shards are merged into one; others cannot be',
  { source: `${api}/API_MergeShards.html`, ...modelled },
  async (t) => {
    const { client, StreamName, shards, active } = await startStreams(t, {
      stream: { ShardCount: 3 },
      settings,
    });
    const merge = (ShardToMerge: string, AdjacentShardToMerge: string) =>
      client.send(new MergeShardsCommand({ StreamName, ShardToMerge, AdjacentShardToMerge }));
    await assert.rejects(merge(parent, upper), { name: 'InvalidArgumentException' });
    await merge(upper, lower);
    await active();
    const merged = (await shards()).at(-1);
    assert.equal(merged?.ShardId, 'shardId-000000000003');
    assert.deepEqual([merged?.ParentShardId, merged?.AdjacentParentShardId].sort(), [lower, upper]);
    assert.equal(merged?.HashKeyRange?.EndingHashKey, String(2n ** 128n - 1n));
    await assert.rejects(merge(parent, lower), { name: 'InvalidArgumentException' });
  },
);

behaviour(
  'the number of shards is doubled or halved; more is refused',
  {
    source: `${api}/API_UpdateShardCount.html`,
    fidelity: 'modelled',
    note: 'only the double and the half are supported, and the change takes a second, scaled by timeScale',
  },
  async (t) => {
    const { client, StreamName, active } = await startStreams(t, { stream: { ShardCount: 2 }, settings });
    const scale = (TargetShardCount: number) =>
      client.send(
        new UpdateShardCountCommand({ StreamName, TargetShardCount, ScalingType: 'UNIFORM_SCALING' }),
      );
    await assert.rejects(scale(5), { name: 'LimitExceededException' });
    await assert.rejects(scale(3), { name: 'InvalidArgumentException' });
    const { CurrentShardCount, TargetShardCount } = await scale(4);
    assert.deepEqual([CurrentShardCount, TargetShardCount], [2, 4]);
    assert.equal((await active()).OpenShardCount, 4);
    await scale(2);
    assert.equal((await active()).OpenShardCount, 2);
  },
);

behaviour(
  'a hash key that is not within the shard does not split it',
  { source: `${api}/API_SplitShard.html` },
  async (t) => {
    const { client, StreamName } = await startStreams(t, { stream: { ShardCount: 2 }, settings });
    for (const NewStartingHashKey of ['0', middle])
      await assert.rejects(
        client.send(new SplitShardCommand({ StreamName, ShardToSplit: parent, NewStartingHashKey })),
        { name: 'InvalidArgumentException' },
      );
  },
);

behaviour(
  'while a stream is updated it takes records as before, and no other change',
  { source: `${api}/API_SplitShard.html` },
  async (t) => {
    // The change is never made here.
    const { client, StreamName, put } = await startStreams(t, { settings: { timeScale: 10_000 } });
    const split = new SplitShardCommand({ StreamName, ShardToSplit: parent, NewStartingHashKey: middle });
    await client.send(split);
    await assert.rejects(client.send(split), { name: 'ResourceInUseException' });
    assert.equal((await put('meanwhile')).ShardId, parent);
  },
);
