import assert from 'node:assert/strict';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeContinuousBackupsCommand,
  DescribeEndpointsCommand,
  DescribeLimitsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTable } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB tables', import.meta.filename);
const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';
const recorded = 'the words are as recorded by others';

const simple: CreateTableCommandInput = {
  TableName: 'Made',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
};

behaviour(
  'CreateTable answers that the table is being created, and DescribeTable has all that it was given',
  { source: `${api}/API_CreateTable.html`, fidelity: 'modelled', note: 'it is there at once' },
  async (t) => {
    const { base } = await startTable(t);
    const created = await base.send(
      new CreateTableCommand({
        ...simple,
        AttributeDefinitions: ['id', 'status'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        GlobalSecondaryIndexes: [
          {
            IndexName: 'byStatus',
            KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        ],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
        SSESpecification: { Enabled: true },
        TableClass: 'STANDARD_INFREQUENT_ACCESS',
        DeletionProtectionEnabled: true,
        OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 20 },
        Tags: [{ Key: 'team', Value: 'orders' }],
      }),
    );
    assert.equal(created.TableDescription?.TableStatus, 'CREATING');
    assert.equal(created.TableDescription?.GlobalSecondaryIndexes?.[0]?.IndexStatus, 'CREATING');
    const { Table } = await base.send(new DescribeTableCommand({ TableName: 'Made' }));
    assert.equal(Table?.TableId, created.TableDescription?.TableId);
    const { CreationDateTime, TableId, LatestStreamLabel, ...told } = Table ?? {};
    assert.ok(CreationDateTime instanceof Date && TableId && LatestStreamLabel);
    const TableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/Made';
    const throughput = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
    const WarmThroughput = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' };
    assert.deepEqual(told, {
      TableName: 'Made',
      TableArn,
      TableStatus: 'ACTIVE',
      AttributeDefinitions: ['id', 'status'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: simple.KeySchema,
      ItemCount: 0,
      TableSizeBytes: 0,
      ProvisionedThroughput: throughput,
      BillingModeSummary: {
        BillingMode: 'PAY_PER_REQUEST',
        LastUpdateToPayPerRequestDateTime: Table?.BillingModeSummary?.LastUpdateToPayPerRequestDateTime,
      },
      OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 20 },
      WarmThroughput,
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byStatus',
          KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
          IndexArn: `${TableArn}/index/byStatus`,
          IndexStatus: 'ACTIVE',
          ItemCount: 0,
          IndexSizeBytes: 0,
          ProvisionedThroughput: throughput,
          WarmThroughput,
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      LatestStreamArn: `${TableArn}/stream/${LatestStreamLabel}`,
      TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      SSEDescription: {
        Status: 'ENABLED',
        SSEType: 'KMS',
        KMSMasterKeyArn: Table?.SSEDescription?.KMSMasterKeyArn,
      },
      DeletionProtectionEnabled: true,
    });
    const { Tags } = await base.send(new ListTagsOfResourceCommand({ ResourceArn: TableArn }));
    assert.deepEqual(Tags, [{ Key: 'team', Value: 'orders' }]);
    await assert.rejects(base.send(new CreateTableCommand(simple)), {
      name: 'ResourceInUseException',
      message: 'Table already exists: Made',
    });
  },
);

for (const [what, more, message] of [
  [
    'a stream without a view type',
    { StreamSpecification: { StreamEnabled: true } },
    /Table is being created with a stream enabled, UpdateViewType is required$/,
  ],
  [
    'a view type without a stream',
    { StreamSpecification: { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' } },
    /Table is being created with a stream disabled, UpdateViewType should not be specified$/,
  ],
  ['a table class that there is not', { TableClass: 'GLACIER' }, /^Invalid table-class parameter provided/],
  [
    'a tag of AWS',
    { Tags: [{ Key: 'aws:x', Value: '' }] },
    /^Tag Key cannot be prefixed with aws:, Key: aws:x$/,
  ],
  [
    'maximum on-demand throughput of a provisioned table',
    {
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
      OnDemandThroughput: { MaxReadRequestUnits: 1 },
    },
    /MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED$/,
  ],
] as [string, Partial<CreateTableCommandInput>, RegExp][]) {
  behaviour(
    `CreateTable refuses ${what}`,
    { source: `${api}/API_CreateTable.html`, note: recorded },
    async (t) => {
      const { base } = await startTable(t);
      await assert.rejects(base.send(new CreateTableCommand({ ...simple, ...more })), {
        name: 'ValidationException',
        message,
      });
      const { TableNames } = await base.send(new ListTablesCommand({}));
      assert.deepEqual(TableNames, ['Test-Table']);
    },
  );
}

behaviour(
  'tags are added, changed, listed ten at a time and removed; 50 are the most',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html', note: recorded },
  async (t) => {
    const { base, arn: ResourceArn } = await startTable(t);
    const tag = (...keys: string[]) =>
      base.send(
        new TagResourceCommand({ ResourceArn, Tags: keys.map((Key) => ({ Key, Value: `of ${Key}` })) }),
      );
    await tag('a', 'b');
    await tag('a');
    await base.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['b', 'absent'] }));
    const { Tags } = await base.send(new ListTagsOfResourceCommand({ ResourceArn }));
    assert.deepEqual(Tags, [{ Key: 'a', Value: 'of a' }]);
    await tag(...Array.from({ length: 49 }, (_, index) => `t${index}`));
    await assert.rejects(tag('one more'), {
      message: 'Number of Tags exceed the current limit for the provided ResourceArn',
    });
    const listed = new Set<string | undefined>();
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await base.send(new ListTagsOfResourceCommand({ ResourceArn, NextToken }));
      for (const { Key } of page.Tags ?? []) listed.add(Key);
      NextToken = page.NextToken;
      pages += 1;
    } while (NextToken);
    assert.equal(listed.size, 50);
    assert.equal(pages, 5);
    await assert.rejects(base.send(new TagResourceCommand({ ResourceArn, Tags: [] })), {
      message: 'Atleast one Tag needs to be provided as Input.',
    });
    const other = ResourceArn.replace('Test-Table', 'Nowhere');
    await assert.rejects(base.send(new ListTagsOfResourceCommand({ ResourceArn: other })), {
      name: 'ResourceNotFoundException',
      message: `Requested resource not found: ResourcArn: ${other} not found`,
    });
  },
);

behaviour(
  'Time to Live is told of, switched on and off, and on one attribute at a time',
  { source: `${api}/API_UpdateTimeToLive.html`, note: recorded },
  async (t) => {
    const { base, TableName } = await startTable(t);
    const set = (Enabled: boolean, AttributeName: string) =>
      base.send(
        new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled, AttributeName } }),
      );
    const describe = async () =>
      (await base.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
    assert.deepEqual(await describe(), { TimeToLiveStatus: 'DISABLED' });
    await assert.rejects(set(false, 'expires'), { message: 'TimeToLive is already disabled' });
    const { TimeToLiveSpecification } = await set(true, 'expires');
    assert.deepEqual(TimeToLiveSpecification, { Enabled: true, AttributeName: 'expires' });
    assert.deepEqual(await describe(), { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' });
    await assert.rejects(set(true, 'expires'), { message: 'TimeToLive is already enabled' });
    await assert.rejects(set(true, 'later'), {
      message: 'TimeToLive is active on a different AttributeName: current AttributeName is expires',
    });
    await set(false, 'expires');
    assert.deepEqual(await describe(), { TimeToLiveStatus: 'DISABLED' });
    await assert.rejects(set(true, ''), {
      message:
        "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    });
  },
);

behaviour(
  'the operations that SDKs and tools ask first are answered',
  { source: `${api}/API_DescribeLimits.html` },
  async (t) => {
    const { base, TableName } = await startTable(t);
    const limits = await base.send(new DescribeLimitsCommand({}));
    assert.equal(limits.TableMaxWriteCapacityUnits, 40_000);
    const { Endpoints } = await base.send(new DescribeEndpointsCommand({}));
    assert.equal(Endpoints?.[0]?.Address, 'dynamodb.us-east-1.amazonaws.com');
    const backups = await base.send(new DescribeContinuousBackupsCommand({ TableName }));
    assert.deepEqual(backups.ContinuousBackupsDescription, {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    });
  },
);

behaviour(
  'tables are listed in the order of their names, a page at a time',
  { source: `${api}/API_ListTables.html` },
  async (t) => {
    const { base } = await startTable(t);
    for (const TableName of ['Zoo', 'Alpha', 'Middle'])
      await base.send(new CreateTableCommand({ ...simple, TableName }));
    const first = await base.send(new ListTablesCommand({ Limit: 3 }));
    assert.deepEqual(first.TableNames, ['Alpha', 'Middle', 'Test-Table']);
    assert.equal(first.LastEvaluatedTableName, 'Test-Table');
    const second = await base.send(
      new ListTablesCommand({ Limit: 3, ExclusiveStartTableName: first.LastEvaluatedTableName }),
    );
    assert.deepEqual(second.TableNames, ['Zoo']);
    assert.equal(second.LastEvaluatedTableName, undefined);
    await assert.rejects(base.send(new ListTablesCommand({ Limit: 101 })), {
      name: 'ValidationException',
      message:
        "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
    });
  },
);
