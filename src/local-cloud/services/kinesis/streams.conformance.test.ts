import assert from 'node:assert/strict';
import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  ListShardsCommand,
  ListStreamsCommand,
  ListTagsForResourceCommand,
  ListTagsForStreamCommand,
  PutRecordCommand,
  type RecordDistributionStrategy,
  RegisterStreamConsumerCommand,
  RemoveTagsFromStreamCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-kinesis';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startStreams, streamResource } from '../../testing/kinesis.ts';

const behaviour = behavioursOf('Kinesis Data Streams', import.meta.filename);
const api = 'https://docs.aws.amazon.com/kinesis/latest/APIReference';
const settings = { timeScale: 0.01 };
const settling = 'AWS does not say how long a change takes; here a second, scaled by timeScale';

behaviour(
  'a template’s stream is there under its name, with its shards, retention and tags',
  {
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html',
  },
  async (t) => {
    const { client, cloud, StreamName, StreamARN } = await startStreams(t, {
      stream: { ShardCount: 3, RetentionPeriodHours: 48, Tags: [{ Key: 'team', Value: 'sensors' }] },
    });
    assert.equal(cloud.outputs.Stream, StreamName);
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamARN }));
    assert.equal(StreamDescription?.StreamStatus, 'ACTIVE');
    assert.equal(StreamDescription?.StreamARN, StreamARN);
    assert.equal(StreamDescription?.RetentionPeriodHours, 48);
    assert.deepEqual(
      StreamDescription?.Shards?.map(({ ShardId }) => ShardId),
      ['shardId-000000000000', 'shardId-000000000001', 'shardId-000000000002'],
    );
    const { Tags } = await client.send(new ListTagsForStreamCommand({ StreamName }));
    assert.deepEqual(Tags, [{ Key: 'team', Value: 'sensors' }]);
  },
);

for (const { what, properties, says } of [
  { what: 'no shards', properties: { ShardCount: undefined }, says: /needs a ShardCount/ },
  {
    what: 'shards of an on-demand stream',
    properties: { StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
    says: /takes none in the mode ON_DEMAND/,
  },
  { what: 'a retention of an hour', properties: { RetentionPeriodHours: 1 }, says: /at least 24/ },
  { what: 'large records', properties: { MaxRecordSizeInKiB: 2048 }, says: /must be 1024/ },
  { what: 'warm throughput', properties: { WarmThroughputMiBps: 10 }, says: /WarmThroughputMiBps/ },
]) {
  behaviour(`a template with ${what} is refused`, { source: `${api}/API_CreateStream.html` }, async (t) => {
    await assert.rejects(startTemplate(t, { Resources: { Stream: streamResource(properties) } }), says);
  });
}

behaviour(
  'a stream is created, and takes records when it is active; a second of its name is refused',
  { source: `${api}/API_CreateStream.html`, fidelity: 'modelled', note: settling },
  async (t) => {
    const { client, active } = await startStreams(t, { settings });
    const StreamName = 'more';
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
    const put = new PutRecordCommand({ StreamName, PartitionKey: 'key', Data: Buffer.from('x') });
    await assert.rejects(client.send(new CreateStreamCommand({ StreamName, ShardCount: 2 })), {
      name: 'ResourceInUseException',
    });
    const { OpenShardCount } = await active(StreamName);
    assert.equal(OpenShardCount, 2);
    await client.send(put);
    await client.send(new DeleteStreamCommand({ StreamName }));
    for (;;) {
      const { StreamNames } = await client.send(new ListStreamsCommand({}));
      if (!StreamNames?.includes(StreamName)) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  },
);

behaviour(
  'a stream that is being created or deleted takes no records',
  { source: `${api}/API_CreateStream.html` },
  async (t) => {
    // Neither is ever done here.
    const { client, StreamName } = await startStreams(t, { settings: { timeScale: 10_000 } });
    await client.send(new CreateStreamCommand({ StreamName: 'new', ShardCount: 1 }));
    await client.send(new DeleteStreamCommand({ StreamName }));
    for (const name of ['new', StreamName])
      await assert.rejects(
        client.send(new PutRecordCommand({ StreamName: name, PartitionKey: 'k', Data: Buffer.from('x') })),
        { name: 'ResourceNotFoundException' },
      );
  },
);

behaviour(
  'an on-demand stream begins with 4 MB a second',
  {
    source: 'https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html',
    fidelity: 'modelled',
    note: 'it keeps the four shards that it begins with',
  },
  async (t) => {
    const { client, StreamName } = await startStreams(t, {
      stream: { ShardCount: undefined, StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
    });
    const { StreamDescriptionSummary } = await client.send(new DescribeStreamSummaryCommand({ StreamName }));
    assert.equal(StreamDescriptionSummary?.OpenShardCount, 4);
    assert.equal(StreamDescriptionSummary?.StreamModeDetails?.StreamMode, 'ON_DEMAND');
  },
);

behaviour('streams are listed by name, in pages', { source: `${api}/API_ListStreams.html` }, async (t) => {
  const { client } = await startStreams(t, {
    resources: { Another: streamResource(), Third: streamResource() },
  });
  const first = await client.send(new ListStreamsCommand({ Limit: 2 }));
  assert.deepEqual(first.StreamNames, ['Test-Another', 'Test-Stream']);
  assert.equal(first.HasMoreStreams, true);
  const byName = await client.send(new ListStreamsCommand({ ExclusiveStartStreamName: 'Test-Stream' }));
  assert.deepEqual(byName.StreamNames, ['Test-Third']);
  const byToken = await client.send(new ListStreamsCommand({ NextToken: first.NextToken }));
  assert.deepEqual(byToken.StreamNames, ['Test-Third']);
  assert.equal(byToken.StreamSummaries?.[0]?.StreamStatus, 'ACTIVE');
});

behaviour(
  'the retention period goes from a day to a year, up with one action and down with the other',
  { source: `${api}/API_IncreaseStreamRetentionPeriod.html` },
  async (t) => {
    const { client, StreamName } = await startStreams(t, { settings });
    const up = (RetentionPeriodHours: number) =>
      client.send(new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
    const down = (RetentionPeriodHours: number) =>
      client.send(new DecreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
    const name = 'InvalidArgumentException';
    await up(8_760);
    await assert.rejects(up(8_761), { name });
    await assert.rejects(up(48), { name });
    await down(48);
    await assert.rejects(down(72), { name });
    await assert.rejects(down(23), { name });
    const { StreamDescriptionSummary } = await client.send(new DescribeStreamSummaryCommand({ StreamName }));
    assert.equal(StreamDescriptionSummary?.RetentionPeriodHours, 48);
  },
);

behaviour(
  'tags are added and removed, up to fifty',
  { source: `${api}/API_AddTagsToStream.html` },
  async (t) => {
    const { client, StreamName, StreamARN } = await startStreams(t);
    await client.send(new AddTagsToStreamCommand({ StreamName, Tags: { a: '1', b: '2' } }));
    await client.send(new TagResourceCommand({ ResourceARN: StreamARN, Tags: { c: '3' } }));
    await client.send(new RemoveTagsFromStreamCommand({ StreamName, TagKeys: ['a'] }));
    const page = await client.send(new ListTagsForStreamCommand({ StreamName, Limit: 1 }));
    assert.deepEqual(page.Tags, [{ Key: 'b', Value: '2' }]);
    assert.equal(page.HasMoreTags, true);
    await client.send(new UntagResourceCommand({ ResourceARN: StreamARN, TagKeys: ['b'] }));
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: StreamARN }));
    assert.deepEqual(Tags, [{ Key: 'c', Value: '3' }]);
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`tag-${index}`, 'x']));
    await assert.rejects(client.send(new AddTagsToStreamCommand({ StreamName, Tags: many })), {
      name: 'InvalidArgumentException',
    });
  },
);

behaviour(
  'actions that are not there are refused by name',
  {
    source: `${api}/API_RegisterStreamConsumer.html`,
    fidelity: 'differs',
    note: 'enhanced fan-out is not emulated',
  },
  async (t) => {
    const { client, StreamARN } = await startStreams(t);
    await assert.rejects(
      client.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: 'fan-out' })),
      { name: 'UnknownOperationException', message: /no RegisterStreamConsumer action of Kinesis/ },
    );
  },
);

behaviour(
  'a page has at most 100 shards of DescribeStream and 1,000 of ListShards, whatever is asked for',
  { source: `${api}/API_DescribeStream.html` },
  async (t) => {
    const { client, StreamName } = await startStreams(t, { stream: { ShardCount: 1_001 } });
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamName, Limit: 1_000 }));
    assert.equal(StreamDescription?.Shards?.length, 100);
    assert.equal(StreamDescription?.HasMoreShards, true);
    const { Shards, NextToken } = await client.send(
      new ListShardsCommand({ StreamName, MaxResults: 10_000 }),
    );
    assert.equal(Shards?.length, 1_000);
    assert.equal((await client.send(new ListShardsCommand({ NextToken }))).Shards?.length, 1);
  },
);

behaviour(
  'a stream is made with the record distribution strategy that AWS has by default, and with no other here',
  {
    source: `${api}/API_CreateStream.html`,
    fidelity: 'differs',
    note: 'AUTO is refused: records go to the shard of their partition key',
  },
  async (t) => {
    const { client } = await startStreams(t);
    const create = (RecordDistributionStrategy: RecordDistributionStrategy) =>
      client.send(
        new CreateStreamCommand({
          StreamName: 'Spread',
          StreamModeDetails: { StreamMode: 'ON_DEMAND' },
          RecordDistributionStrategy,
        }),
      );
    await assert.rejects(create('AUTO'), {
      name: 'ValidationException',
      message: 'RecordDistributionStrategy is not emulated in this call: leave it out.',
    });
    await create('USER_PARTITION_KEY');
  },
);
