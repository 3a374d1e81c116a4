import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { CloudSettings } from '../../../settings.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { clientIn, documentsIn, here, startRegions, there } from '../../../testing/regions.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('DynamoDB global tables', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const source = `${guide}/V2globaltables_HowItWorks.html`;
const TableName = 'orders';

const globalTable = (more: Record<string, unknown> = {}) => ({
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    Replicas: [{ Region: here }, { Region: there }],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    ...more,
  },
});

/** A global table of two Regions, and short ways to its items in each. */
async function startReplicas(
  t: TestContext,
  settings: Partial<CloudSettings> = { dynamodbReplicationSeconds: 0 },
  more: Record<string, unknown> = {},
) {
  const cloud = await startRegions(t, { [here]: { Resources: { Orders: globalTable(more) } } }, settings);
  const clients = documentsIn(t, cloud);
  const documents = (region: string) => clients[region] as NonNullable<(typeof clients)[string]>;
  const watch = new Watch(cloud);
  return {
    cloud,
    watch,
    documents,
    put: (region: string, Item: Record<string, unknown>, more = {}) =>
      documents(region).send(new PutCommand({ TableName, Item, ...more })),
    delete: (region: string, id: string) =>
      documents(region).send(new DeleteCommand({ TableName, Key: { id } })),
    get: async (region: string, id: string) =>
      (await documents(region).send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }))).Item,
    /** Resolves when that many writes were copied to a Region. */
    copied: (region: string, count: number) =>
      watch.until(() => copiesTo(watch, region).length >= count, `${count} writes copied to ${region}`),
    copiesTo: (region: string) => copiesTo(watch, region),
  };
}

/** An action of DynamoDB Streams, as it goes over the wire. */
async function callStreams(
  address: string,
  region: string,
  action: string,
  input: object,
  // biome-ignore lint/suspicious/noExplicitAny: answers of three actions
): Promise<any> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=k/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  return answer.json();
}

/** What was copied to the table of a Region. */
const copiesTo = (watch: Watch, region: string) =>
  watch
    .of('item-written', region === here ? 'Orders' : `Orders@${there}`)
    .filter(({ from }) => from !== undefined);

behaviour(
  'a write in one Region is copied to the replica of every other one, inserts, changes and deletes alike',
  { source, fidelity: 'modelled', note: 'after dynamodbReplicationSeconds; AWS: typically within a second' },
  async (t) => {
    const table = await startReplicas(t);
    await table.put(here, { id: 'a', total: 1 });
    await table.copied(there, 1);
    assert.deepEqual(await table.get(there, 'a'), { id: 'a', total: 1 });
    await table.put(there, { id: 'a', total: 2 });
    await table.copied(here, 1);
    assert.deepEqual(await table.get(here, 'a'), { id: 'a', total: 2 });
    await table.delete(here, 'a');
    await table.copied(there, 2);
    assert.equal(await table.get(there, 'a'), undefined);
  },
);

behaviour(
  'a write is answered before it is in the other Region, and a strongly consistent read there may be stale',
  { source },
  async (t) => {
    const table = await startReplicas(t);
    const resume = table.cloud.faults.inject({ resource: 'Orders', fault: 'pause-replication' });
    await table.put(here, { id: 'a' });
    assert.deepEqual(await table.get(here, 'a'), { id: 'a' });
    assert.equal(await table.get(there, 'a'), undefined);
    resume();
    await table.copied(there, 1);
    assert.deepEqual(await table.get(there, 'a'), { id: 'a' });
  },
);

behaviour(
  'of writes of one item in several Regions the last one is in all of them in the end',
  { source },
  async (t) => {
    const table = await startReplicas(t);
    const resume = table.cloud.faults.inject({ resource: 'Orders', fault: 'pause-replication' });
    await table.put(here, { id: 'a', by: 'first' });
    await table.put(there, { id: 'a', by: 'last' });
    await table.put(there, { id: 'b', by: 'first' });
    await table.delete(here, 'b');
    resume();
    // The earlier write of each is dropped where it arrives.
    await table.copied(here, 1);
    await table.copied(there, 1);
    for (const region of [here, there]) {
      assert.deepEqual(await table.get(region, 'a'), { id: 'a', by: 'last' }, region);
      assert.equal(await table.get(region, 'b'), undefined, region);
    }
    assert.deepEqual([table.copiesTo(here).length, table.copiesTo(there).length], [1, 1]);
  },
);

behaviour(
  'a condition is evaluated against the version of the item in the Region of the write',
  { source },
  async (t) => {
    const table = await startReplicas(t);
    table.cloud.faults.inject({ resource: 'Orders', fault: 'pause-replication' });
    const onlyNew = { ConditionExpression: 'attribute_not_exists(id)' };
    await table.put(here, { id: 'a' }, onlyNew);
    await table.put(there, { id: 'a' }, onlyNew);
    await assert.rejects(table.put(here, { id: 'a' }, onlyNew), { name: 'ConditionalCheckFailedException' });
  },
);

behaviour(
  'what could not be copied because a Region is gone is copied when it is back, in both directions',
  { source },
  async (t) => {
    const table = await startReplicas(t, { dynamodbReplicationSeconds: 0.1 });
    await table.put(here, { id: 'accepted here' });
    const bringBack = table.cloud.faults.inject({ resource: here, fault: 'down' });
    await table.put(there, { id: 'accepted there' });
    assert.equal(await table.get(there, 'accepted here'), undefined);
    await assert.rejects(table.get(here, 'accepted here'), { code: 'ECONNREFUSED' });
    bringBack();
    await table.copied(there, 1);
    await table.copied(here, 1);
    assert.deepEqual(await table.get(there, 'accepted here'), { id: 'accepted here' });
    assert.deepEqual(await table.get(here, 'accepted there'), { id: 'accepted there' });
  },
);

behaviour(
  'each replica has a stream of its own, with the writes that were copied to it',
  { source },
  async (t) => {
    const table = await startReplicas(t);
    await table.put(here, { id: 'a', total: 1 });
    await table.copied(there, 1);
    for (const region of [here, there]) {
      const { Table } = await table.documents(region).send(new DescribeTableCommand({ TableName }));
      assert.match(Table?.LatestStreamArn ?? '', new RegExp(`:dynamodb:${region}:`));
      const streams = table.cloud.regions[region]?.endpoints.dynamodb_streams as string;
      const StreamArn = Table?.LatestStreamArn;
      const { StreamDescription } = await callStreams(streams, region, 'DescribeStream', { StreamArn });
      const { ShardId } = StreamDescription.Shards[0];
      const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
      const { ShardIterator } = await callStreams(streams, region, 'GetShardIterator', from);
      const { Records } = await callStreams(streams, region, 'GetRecords', { ShardIterator });
      assert.deepEqual(
        Records.map((each: Record<string, unknown>) => [
          each.eventName,
          each.awsRegion,
          (each.dynamodb as { NewImage: unknown }).NewImage,
        ]),
        [['INSERT', region, { id: { S: 'a' }, total: { N: '1' } }]],
      );
    }
  },
);

behaviour(
  'a transaction is atomic in its own Region, and its writes are copied one by one',
  { source },
  async (t) => {
    const table = await startReplicas(t);
    await table.documents(here).send(
      new TransactWriteCommand({
        TransactItems: ['a', 'b'].map((id) => ({ Put: { TableName, Item: { id } } })),
      }),
    );
    await table.copied(there, 2);
    assert.deepEqual(
      table.copiesTo(there).map(({ key }) => key),
      ['id=a', 'id=b'],
    );
  },
);

behaviour(
  'DescribeTable names the replicas in the other Regions, and the ARN is that of its own',
  { source: `${guide}/V2globaltables_versions.html` },
  async (t) => {
    const table = await startReplicas(t);
    for (const [region, other] of [
      [here, there],
      [there, here],
    ] as const) {
      const { Table } = await table.documents(region).send(new DescribeTableCommand({ TableName }));
      assert.equal(Table?.TableArn, `arn:aws:dynamodb:${region}:000000000000:table/${TableName}`);
      assert.deepEqual(Table?.Replicas, [{ RegionName: other, ReplicaStatus: 'ACTIVE' }]);
      assert.equal(Table?.GlobalTableVersion, '2019.11.21');
    }
  },
);

behaviour(
  'ReplicationLatency tells how long writes take to another Region',
  { source: `${guide}/metrics-dimensions.html` },
  async (t) => {
    const table = await startReplicas(t);
    await table.put(here, { id: 'a' });
    await table.copied(there, 1);
    const cloudWatch = new CloudWatchClient(clientIn(table.cloud, here, 'cloudwatch'));
    t.after(() => cloudWatch.destroy());
    const { Datapoints } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/DynamoDB',
        MetricName: 'ReplicationLatency',
        Dimensions: [
          { Name: 'TableName', Value: TableName },
          { Name: 'ReceivingRegion', Value: there },
        ],
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(Date.now() + 600_000),
        Period: 60,
        Statistics: ['SampleCount'],
      }),
    );
    assert.deepEqual(
      Datapoints?.map(({ SampleCount, Unit }) => [SampleCount, Unit]),
      [[1, 'Milliseconds']],
    );
  },
);

behaviour(
  'settings that AWS keeps the same in all replicas cannot be changed by one of them',
  {
    source,
    fidelity: 'differs',
    note: 'AWS copies such a change to the other replicas; here it is refused, as the stack is deployed once',
  },
  async (t) => {
    const table = await startReplicas(t);
    await assert.rejects(
      table.documents(there).send(
        new UpdateTimeToLiveCommand({
          TableName,
          TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
        }),
      ),
      /orders is a replica of a global table: changing one while the cloud runs is not emulated here/,
    );
  },
);

for (const [what, more, says] of [
  ['strong consistency between Regions', { MultiRegionConsistency: 'STRONG' }, /must be EVENTUAL/],
  [
    'several replicas without a stream',
    { StreamSpecification: undefined },
    /must have a StreamSpecification/,
  ],
  [
    'two replicas in one Region',
    { Replicas: [{ Region: here }, { Region: here }, { Region: there }] },
    /names a Region twice/,
  ],
  [
    'no replica in the Region of the stack',
    { Replicas: [{ Region: 'eu-central-1' }, { Region: there }] },
    /lacks the Region of the stack, us-east-1/,
  ],
] as const)
  behaviour(
    `a global table is refused when it has ${what}`,
    {
      source:
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
      ...('MultiRegionConsistency' in more && { fidelity: 'differs', note: 'AWS has it' }),
    },
    (t) => assert.rejects(startReplicas(t, {}, more), says),
  );
