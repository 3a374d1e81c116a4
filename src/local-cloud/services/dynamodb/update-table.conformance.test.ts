import assert from 'node:assert/strict';
import {
  DeleteTableCommand,
  DescribeTableCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { ordersOfCustomers, provisioned, startTable, tableResource } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB tables', import.meta.filename);
const source = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html';
const recorded = 'the words are as recorded by others';
const atOnce = 'it is done at once here; the answer has the status that it has on AWS';

type Change = Omit<UpdateTableCommandInput, 'TableName'>;

async function start(t: Parameters<typeof startTable>[0], table = tableResource()) {
  const bench = await startTable(t, table);
  const { base, TableName } = bench;
  return {
    ...bench,
    change: async (input: Change) =>
      (await base.send(new UpdateTableCommand({ TableName, ...input }))).TableDescription,
    describe: async () => (await base.send(new DescribeTableCommand({ TableName }))).Table,
  };
}

const byStatus = {
  IndexName: 'byStatus',
  KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' as const }],
  Projection: { ProjectionType: 'ALL' as const },
};
const addIndex: Change = {
  AttributeDefinitions: [{ AttributeName: 'status', AttributeType: 'S' }],
  GlobalSecondaryIndexUpdates: [{ Create: byStatus }],
};
const queryByStatus = {
  IndexName: 'byStatus',
  KeyConditionExpression: '#s = :s',
  ExpressionAttributeNames: { '#s': 'status' },
  ExpressionAttributeValues: { ':s': 'open' },
};
const units = (read: number, write: number) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write });

behaviour(
  'provisioned capacity is changed, and holds from then on',
  { source, fidelity: 'modelled', note: atOnce },
  async (t) => {
    const { change, describe, put } = await start(t, tableResource(provisioned(1, 1)));
    const changed = await change({ ProvisionedThroughput: units(5, 500) });
    assert.equal(changed?.TableStatus, 'UPDATING');
    const { TableStatus, ProvisionedThroughput, BillingModeSummary } = (await describe()) ?? {};
    assert.equal(TableStatus, 'ACTIVE');
    assert.equal(ProvisionedThroughput?.WriteCapacityUnits, 500);
    assert.equal(BillingModeSummary, undefined);
    await Promise.all(Array.from({ length: 50 }, (_, index) => put({ id: `${index}` })));
  },
);

behaviour(
  'a table changes its billing mode, and so do its indexes',
  { source, fidelity: 'modelled', note: atOnce },
  async (t) => {
    const { change, describe } = await start(t, ordersOfCustomers);
    const index = { IndexName: 'byStatus', ProvisionedThroughput: units(3, 4) };
    await change({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units(1, 2),
      GlobalSecondaryIndexUpdates: [{ Update: index }],
    });
    const table = await describe();
    assert.equal(table?.BillingModeSummary?.BillingMode, 'PROVISIONED');
    assert.equal(table?.ProvisionedThroughput?.WriteCapacityUnits, 2);
    assert.equal(table?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput?.WriteCapacityUnits, 4);
    await change({ BillingMode: 'PAY_PER_REQUEST' });
    const onDemand = await describe();
    assert.equal(onDemand?.BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST');
    assert.ok(onDemand?.BillingModeSummary?.LastUpdateToPayPerRequestDateTime);
    assert.equal(onDemand?.ProvisionedThroughput?.WriteCapacityUnits, 0);
    assert.equal(onDemand?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput?.WriteCapacityUnits, 0);
  },
);

behaviour(
  'an index that is added is filled with the items that have its key, follows every write, and can be deleted',
  {
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html',
    fidelity: 'modelled',
    note: atOnce,
  },
  async (t) => {
    const { change, describe, put, query, update } = await start(t);
    await put({ id: 'a', status: 'open' });
    await put({ id: 'without' });
    await put({ id: 'of another type', status: 7 });
    const creating = await change(addIndex);
    assert.equal(creating?.TableStatus, 'UPDATING');
    assert.equal(creating?.GlobalSecondaryIndexes?.[0]?.IndexStatus, 'CREATING');
    assert.equal(creating?.GlobalSecondaryIndexes?.[0]?.Backfilling, true);
    const active = (await describe())?.GlobalSecondaryIndexes?.[0];
    assert.equal(active?.IndexStatus, 'ACTIVE');
    assert.equal(active?.ItemCount, 1);
    await put({ id: 'b', status: 'open' });
    // "an attribute value that violates" is left out, and the item goes on without it.
    await update({ id: 'of another type' }, { UpdateExpression: 'SET x = id' });
    assert.deepEqual((await query(queryByStatus)).Items?.map(({ id }) => id).sort(), ['a', 'b']);
    await assert.rejects(put({ id: 'c', status: 1 }), /Type mismatch for Index Key status/);

    const deleting = await change({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byStatus' } }] });
    assert.equal(deleting?.GlobalSecondaryIndexes?.[0]?.IndexStatus, 'DELETING');
    const left = await describe();
    assert.equal(left?.GlobalSecondaryIndexes, undefined);
    assert.deepEqual(left?.AttributeDefinitions, [{ AttributeName: 'id', AttributeType: 'S' }]);
    await assert.rejects(query(queryByStatus), /The table does not have the specified index: byStatus/);
    await put({ id: 'c', status: 1 });
  },
);

behaviour(
  'a stream is switched on and off; a new one has another ARN, and the attempt to do it twice is refused',
  { source, note: recorded },
  async (t) => {
    const { change, describe } = await start(t);
    const on: Change = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } };
    const off: Change = { StreamSpecification: { StreamEnabled: false } };
    await change(on);
    const first = await describe();
    assert.deepEqual(first?.StreamSpecification, { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
    assert.equal(first?.LatestStreamArn, `${first?.TableArn}/stream/${first?.LatestStreamLabel}`);
    await assert.rejects(change(on), {
      name: 'ValidationException',
      message: 'Table already has an enabled stream: TableName: Test-Table',
    });
    await change(off);
    assert.equal((await describe())?.StreamSpecification, undefined);
    await assert.rejects(change(off), {
      name: 'ValidationException',
      message: 'Table has no stream to disable: TableName: Test-Table',
    });
    await change(on);
    assert.notEqual((await describe())?.LatestStreamArn, first?.LatestStreamArn);
  },
);

behaviour(
  'a table that is protected against deletion is not deleted until the protection is switched off',
  { source, note: recorded },
  async (t) => {
    const { change, describe, base, TableName } = await start(t);
    await change({ DeletionProtectionEnabled: true });
    assert.equal((await describe())?.DeletionProtectionEnabled, true);
    await assert.rejects(base.send(new DeleteTableCommand({ TableName })), {
      name: 'ValidationException',
      message:
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    });
    await change({ DeletionProtectionEnabled: false });
    const { TableDescription } = await base.send(new DeleteTableCommand({ TableName }));
    assert.equal(TableDescription?.TableStatus, 'DELETING');
    await assert.rejects(describe(), {
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: Test-Table not found',
    });
  },
);

behaviour('the table class and the maximum on-demand throughput are kept', { source }, async (t) => {
  const { change, describe } = await start(t);
  await change({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
  await change({ OnDemandThroughput: { MaxReadRequestUnits: 7, MaxWriteRequestUnits: 8 } });
  const table = await describe();
  assert.equal(table?.TableClassSummary?.TableClass, 'STANDARD_INFREQUENT_ACCESS');
  assert.deepEqual(table?.OnDemandThroughput, { MaxReadRequestUnits: 7, MaxWriteRequestUnits: 8 });
});

for (const { what, table, input, name, message } of [
  { what: 'nothing to change', input: {}, message: /^At least one of ProvisionedThroughput, BillingMode,/ },
  {
    what: 'capacity as it is',
    table: provisioned(5, 6),
    input: { ProvisionedThroughput: units(5, 6) },
    message:
      /^The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for the table: 6. Requested WriteCapacityUnits: 6. Refer to/,
  },
  {
    what: 'capacity of an on-demand table',
    input: { ProvisionedThroughput: units(5, 5) },
    message:
      /Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST$/,
  },
  {
    what: 'provisioned mode without capacity',
    input: { BillingMode: 'PROVISIONED' },
    message: /ProvisionedThroughput must be specified when BillingMode is PROVISIONED$/,
  },
  {
    what: 'capacity of zero',
    table: provisioned(1, 1),
    input: { ProvisionedThroughput: units(0, 1) },
    message:
      /Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1/,
  },
  {
    what: 'an index that is there',
    input: { GlobalSecondaryIndexUpdates: [{ Create: byStatus }] },
    message: /^Attempting to create an index which already exists$/,
  },
  {
    what: 'an index whose attribute is not defined',
    input: { GlobalSecondaryIndexUpdates: [{ Create: byStatus }] },
    message: /Some index key attributes are not defined in AttributeDefinitions/,
  },
  {
    what: 'the deletion of an index that is not there',
    input: { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byStatus' } }] },
    name: 'ResourceNotFoundException',
    message: /^Requested resource not found$/,
  },
  {
    what: 'two indexes at a time',
    input: {
      ...addIndex,
      GlobalSecondaryIndexUpdates: [
        { Create: byStatus },
        { Create: { ...byStatus, IndexName: 'byStatus2' } },
      ],
    },
    name: 'LimitExceededException',
    message:
      /^Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table$/,
  },
  {
    what: 'a stream together with an index',
    input: { ...addIndex, StreamSpecification: { StreamEnabled: false } },
    message: /You cannot create or delete index while changing stream status$/,
  },
  {
    what: 'the table class together with another change',
    input: { TableClass: 'STANDARD', BillingMode: 'PAY_PER_REQUEST' },
    message: /TableClass modification must be the only operation in the request$/,
  },
  {
    what: 'a table class that there is not',
    input: { TableClass: 'GLACIER' },
    message: /^Invalid table-class parameter provided/,
  },
] as { what: string; table?: object; input: Change; name?: string; message: RegExp }[]) {
  behaviour(`UpdateTable refuses ${what}`, { source, note: recorded }, async (t) => {
    const { change, describe } = await start(t, tableResource({ ...table }));
    if (/is there$/.test(what)) await change(addIndex);
    const before = await describe();
    await assert.rejects(change(input), { name: name ?? 'ValidationException', message });
    assert.deepEqual(await describe(), before);
  });
}

behaviour(
  'what of UpdateTable is not emulated is refused, all of it at once',
  {
    source,
    fidelity: 'differs',
    note: 'AWS makes replicas, keys of several attributes and vector indexes; here a stack does the first, and nothing the others',
  },
  async (t) => {
    const { change, describe } = await start(t);
    await assert.rejects(
      change({
        ReplicaUpdates: [{ Create: { RegionName: 'eu-west-1' } }],
        MultiRegionConsistency: 'STRONG',
        VectorIndexUpdates: [{ Delete: { IndexName: 'byMeaning' } }],
        DeletionProtectionEnabled: true,
      }),
      {
        name: 'UnknownOperationException',
        message:
          /^UpdateTable with ReplicaUpdates, MultiRegionConsistency, VectorIndexUpdates is not emulated here\. .*TableV2 with replicas\. There are no vector indexes: leave them out\.$/,
      },
    );
    const KeySchema = ['shop', 'day'].map((AttributeName) => ({ AttributeName, KeyType: 'HASH' as const }));
    await assert.rejects(
      change({
        AttributeDefinitions: ['shop', 'day'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        GlobalSecondaryIndexUpdates: [{ Create: { ...byStatus, IndexName: 'byShop', KeySchema } }],
      }),
      { name: 'ValidationException', message: /several attributes is not emulated here, and byShop has one/ },
    );
    const { DeletionProtectionEnabled, GlobalSecondaryIndexes } = (await describe()) ?? {};
    assert.equal(DeletionProtectionEnabled, false);
    assert.equal(GlobalSecondaryIndexes, undefined);
  },
);
