import assert from 'node:assert/strict';
import { ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTable, tableResource } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

const ordersOfCustomers = tableResource({
  AttributeDefinitions: [
    { AttributeName: 'customer', AttributeType: 'S' },
    { AttributeName: 'order', AttributeType: 'N' },
    { AttributeName: 'status', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'customer', KeyType: 'HASH' },
    { AttributeName: 'order', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byStatus',
      KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'byCustomerAndStatus',
      KeySchema: [
        { AttributeName: 'customer', KeyType: 'HASH' },
        { AttributeName: 'status', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
});

behaviour(
  'of simultaneous conditional writes of one item one succeeds',
  { source: `${guide}/WorkingWithItems.html` },
  async (t) => {
    const { put } = await startTable(t);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, by) =>
        put({ id: 'a', by }, { ConditionExpression: 'attribute_not_exists(id)' }),
      ),
    );
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason.name] : []));
    assert.deepEqual(refused, Array(9).fill('ConditionalCheckFailedException'));
  },
);

behaviour(
  'a failed condition changes nothing, and gives the item that was there when asked to',
  { source: `${guide}/Expressions.ConditionExpressions.html` },
  async (t) => {
    const { put, get, update } = await startTable(t);
    await put({ id: 'a', status: 'done' });
    const write = (more: object) =>
      update(
        { id: 'a' },
        {
          UpdateExpression: 'SET #status = :new',
          ConditionExpression: '#status = :old',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':new': 'sent', ':old': 'open' },
          ...more,
        },
      );
    await assert.rejects(
      write({}),
      (error: { name: string; Item?: unknown; $metadata: { httpStatusCode: number } }) => {
        assert.equal(error.name, 'ConditionalCheckFailedException');
        assert.equal(error.$metadata.httpStatusCode, 400);
        assert.equal(error.Item, undefined);
        return true;
      },
    );
    await assert.rejects(
      write({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      (error: { Item?: unknown }) => {
        assert.deepEqual(error.Item, { id: { S: 'a' }, status: { S: 'done' } });
        return true;
      },
    );
    assert.deepEqual((await get({ id: 'a' })).Item, { id: 'a', status: 'done' });
  },
);

behaviour(
  'increments of one number are never lost',
  { source: `${guide}/WorkingWithItems.html#WorkingWithItems.AtomicCounters` },
  async (t) => {
    const { update, get } = await startTable(t);
    await Promise.all(
      Array.from({ length: 50 }, () =>
        update(
          { id: 'a' },
          {
            UpdateExpression: 'ADD #count :one',
            ExpressionAttributeNames: { '#count': 'count' },
            ExpressionAttributeValues: { ':one': 1 },
          },
        ),
      ),
    );
    assert.equal((await get({ id: 'a' })).Item?.count, 50);
  },
);

behaviour(
  'a query gives the items of one partition key in the order of the sort key, a page at a time',
  { source: `${guide}/Query.html` },
  async (t) => {
    const { put, query } = await startTable(t, ordersOfCustomers);
    for (const order of [10, 9, -1, 100, 2.5]) await put({ customer: 'a', order });
    await put({ customer: 'b', order: 1 });
    const ofA = { KeyConditionExpression: 'customer = :a', ExpressionAttributeValues: { ':a': 'a' } };
    assert.deepEqual(
      (await query(ofA)).Items?.map((each) => each.order),
      [-1, 2.5, 9, 10, 100],
    );
    assert.deepEqual(
      (await query({ ...ofA, ScanIndexForward: false, Limit: 2 })).Items?.map((each) => each.order),
      [100, 10],
    );
    const pages: number[][] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await query({ ...ofA, Limit: 2, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
      pages.push((page.Items ?? []).map((each) => each.order));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    assert.deepEqual(pages, [[-1, 2.5], [9, 10], [100]]);
  },
);

behaviour(
  'an index holds the items that have its key, with the projected attributes, and follows every write',
  { source: `${guide}/GSI.html` },
  async (t) => {
    const { put, query, update } = await startTable(t, ordersOfCustomers);
    const byStatus = async (status: string) =>
      (
        await query({
          IndexName: 'byStatus',
          KeyConditionExpression: '#status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': status },
        })
      ).Items;
    await put({ customer: 'a', order: 1, status: 'open', total: 5, note: 'not projected' });
    await put({ customer: 'a', order: 2, total: 7 });
    assert.deepEqual(await byStatus('open'), [{ customer: 'a', order: 1, status: 'open', total: 5 }]);
    await update(
      { customer: 'a', order: 1 },
      { UpdateExpression: 'REMOVE #status', ExpressionAttributeNames: { '#status': 'status' } },
    );
    assert.deepEqual(await byStatus('open'), []);
  },
);

behaviour(
  'an index gives all of many items of one key, page by page, each once',
  { source: `${guide}/GSI.html` },
  async (t) => {
    // One index key takes 1,000 writes per second; here it is not about that.
    const settings = { dynamodbCapacityScale: 100 };
    const { batchWrite, query } = await startTable(t, ordersOfCustomers, { settings });
    const total = 4_000;
    for (let from = 0; from < total; from += 25) {
      await batchWrite(
        ...Array.from({ length: 25 }, (_, index) => ({
          PutRequest: { Item: { customer: `${from + index}`, order: 1, status: 'open' } },
        })),
      );
    }
    const found = new Set<string>();
    let pages = 0;
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await query({
        IndexName: 'byStatus',
        KeyConditionExpression: '#status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': 'open' },
        Limit: 900,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      });
      for (const item of page.Items ?? []) found.add(item.customer);
      ExclusiveStartKey = page.LastEvaluatedKey;
      pages += 1;
    } while (ExclusiveStartKey);
    assert.equal(found.size, total);
    assert.equal(pages, 5);
  },
);

behaviour(
  'strong consistency is refused on a global index',
  { source: `${guide}/HowItWorks.ReadConsistency.html` },
  async (t) => {
    const { query, scan } = await startTable(t, ordersOfCustomers);
    const consistent = { IndexName: 'byStatus', ConsistentRead: true };
    await assert.rejects(scan(consistent), { name: 'ValidationException' });
    await assert.rejects(
      query({
        ...consistent,
        KeyConditionExpression: '#status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': 'open' },
      }),
      { name: 'ValidationException' },
    );
  },
);

behaviour(
  'a local index gives whole items when asked to, and they are fetched from the table',
  { source: `${guide}/LSI.html#LSI.ThroughputConsiderations.Reads` },
  async (t) => {
    const { put, query } = await startTable(t, ordersOfCustomers);
    await put({ customer: 'a', order: 1, status: 'open', note: 'whole' });
    const { Items, ConsumedCapacity } = await query({
      IndexName: 'byCustomerAndStatus',
      Select: 'ALL_ATTRIBUTES',
      ConsistentRead: true,
      ReturnConsumedCapacity: 'TOTAL',
      KeyConditionExpression: 'customer = :a',
      ExpressionAttributeValues: { ':a': 'a' },
    });
    assert.deepEqual(Items, [{ customer: 'a', order: 1, status: 'open', note: 'whole' }]);
    assert.equal(ConsumedCapacity?.CapacityUnits, 2);
  },
);

behaviour(
  'an item larger than 400 KB is refused, counted in UTF-8 bytes',
  { source: `${guide}/Constraints.html` },
  async (t) => {
    const { put } = await startTable(t);
    await put({ id: 'a', text: 'x'.repeat(400 * 1024 - 20) });
    await assert.rejects(put({ id: 'b', text: 'x'.repeat(400 * 1024) }), { name: 'ValidationException' });
    await assert.rejects(put({ id: 'c', text: 'ü'.repeat(201 * 1024) }), { name: 'ValidationException' });
  },
);

for (const [what, properties, says] of [
  [
    'an attribute that no key uses',
    { AttributeDefinitions: ['id', 'other'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })) },
    /Number of attributes in KeySchema|AttributeDefinitions are not used/,
  ],
  [
    'a key without definition',
    { KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }] },
    /not defined in AttributeDefinitions/,
  ],
  [
    'an index that projects attributes without naming them',
    {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byId',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE' },
        },
      ],
    },
    /NonKeyAttributes is not specified/,
  ],
  [
    'a local index on a table without sort key',
    {
      LocalSecondaryIndexes: [
        {
          IndexName: 'byId',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    },
    /does not have a range key/,
  ],
  ['provisioned mode without capacity', { BillingMode: 'PROVISIONED' }, /must both be specified/],
  [
    'capacity in on-demand mode',
    { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    /PAY_PER_REQUEST/,
  ],
] as const) {
  behaviour(`a table with ${what} is refused`, { source: `${api}/API_CreateTable.html` }, async (t) => {
    await assert.rejects(startTable(t, tableResource(properties)), says);
  });
}

behaviour(
  'an operation that is not emulated is refused by name',
  {
    source: `${api}/API_Operations_Amazon_DynamoDB.html`,
    fidelity: 'differs',
    note: 'PartiQL, backups, exports, global tables over several Regions, UpdateTable and the API of DynamoDB Streams are not there',
  },
  async (t) => {
    const { base, TableName } = await startTable(t);
    await assert.rejects(
      base.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM "${TableName}"` })),
      (error: Error) => {
        assert.equal(error.name, 'UnknownOperationException');
        assert.match(error.message, /ExecuteStatement is not emulated here/);
        return true;
      },
    );
  },
);
