import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { ordersOfCustomers, startTable, tableResource } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB transactions', import.meta.filename);
const source = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html';

interface Canceled {
  name: string;
  CancellationReasons: { Code: string; Message?: string; Item?: unknown }[];
}

behaviour('all actions of a transaction are done, in several tables', { source }, async (t) => {
  const { transactWrite, put, get, TableName } = await startTable(t, tableResource(), {
    resources: { Outbox: tableResource() },
  });
  await put({ id: 'stock', left: 3 });
  await put({ id: 'draft' });
  await transactWrite({
    TransactItems: [
      { Put: { TableName, Item: { id: 'order' } } },
      { Delete: { TableName, Key: { id: 'draft' } } },
      {
        Update: {
          TableName,
          Key: { id: 'stock' },
          UpdateExpression: 'SET #left = #left - :one',
          ConditionExpression: '#left > :none',
          ExpressionAttributeNames: { '#left': 'left' },
          ExpressionAttributeValues: { ':one': 1, ':none': 0 },
        },
      },
      { Put: { TableName: 'Test-Outbox', Item: { id: 'event' } } },
    ],
  });
  assert.deepEqual((await get({ id: 'order' })).Item, { id: 'order' });
  assert.equal((await get({ id: 'draft' })).Item, undefined);
  assert.equal((await get({ id: 'stock' })).Item?.left, 2);
});

behaviour(
  'one failed condition cancels the transaction, and the reasons are in the order of the actions',
  { source },
  async (t) => {
    const { transactWrite, put, scan, TableName } = await startTable(t);
    await put({ id: 'taken', by: 1 });
    const write = transactWrite({
      TransactItems: [
        { Put: { TableName, Item: { id: 'first' } } },
        {
          Put: {
            TableName,
            Item: { id: 'taken' },
            ConditionExpression: 'attribute_not_exists(id)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          ConditionCheck: { TableName, Key: { id: 'missing' }, ConditionExpression: 'attribute_exists(id)' },
        },
        {
          Update: {
            TableName,
            Key: { id: 'fresh' },
            UpdateExpression: 'SET n = gone + :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      ],
    });
    await assert.rejects(write, (error: Canceled) => {
      assert.equal(error.name, 'TransactionCanceledException');
      assert.deepEqual(
        error.CancellationReasons.map(({ Code }) => Code),
        ['None', 'ConditionalCheckFailed', 'ConditionalCheckFailed', 'ValidationError'],
      );
      assert.deepEqual(error.CancellationReasons[1]?.Item, { id: { S: 'taken' }, by: { N: '1' } });
      return true;
    });
    assert.deepEqual((await scan()).Items, [{ id: 'taken', by: 1 }]);
  },
);

behaviour(
  'a transaction never conflicts with another here, since each is done in one step',
  {
    source:
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling',
    fidelity: 'differs',
    note: 'on AWS simultaneous writes of one item may be refused with TransactionConflict',
  },
  async (t) => {
    const { transactWrite, get, TableName } = await startTable(t);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        transactWrite({
          TransactItems: [
            {
              Update: {
                TableName,
                Key: { id: 'a' },
                UpdateExpression: 'ADD n :one',
                ExpressionAttributeValues: { ':one': 1 },
              },
            },
          ],
        }),
      ),
    );
    assert.equal((await get({ id: 'a' })).Item?.n, 20);
  },
);

behaviour(
  'a repeated client request token has no further effect, and another request with it is refused',
  { source },
  async (t) => {
    const { transactWrite, get, TableName, events } = await startTable(t);
    const add = (by: number) => ({
      ClientRequestToken: 'token-1',
      ReturnConsumedCapacity: 'TOTAL' as const,
      TransactItems: [
        {
          Update: {
            TableName,
            Key: { id: 'a' },
            UpdateExpression: 'ADD n :by',
            ExpressionAttributeValues: { ':by': by },
          },
        },
      ],
    });
    const first = await transactWrite(add(1));
    const again = await transactWrite(add(1));
    assert.equal((await get({ id: 'a' })).Item?.n, 1);
    assert.equal(first.ConsumedCapacity?.[0]?.WriteCapacityUnits, 2);
    assert.equal(again.ConsumedCapacity?.[0]?.ReadCapacityUnits, 2);
    const taken = events.flatMap((each) =>
      each.type === 'capacity-consumed' && each.operation === 'TransactWriteItems'
        ? [[each.writeUnits, each.readUnits]]
        : [],
    );
    assert.deepEqual(taken, [
      [2, 0],
      [0, 2],
    ]);
    await assert.rejects(transactWrite(add(2)), { name: 'IdempotentParameterMismatchException' });
  },
);

behaviour(
  'a client request token is forgotten after ten minutes',
  { source, fidelity: 'modelled', note: 'the ten minutes are scaled by timeScale' },
  async (t) => {
    const { transactWrite, get, TableName } = await startTable(t, tableResource(), {
      settings: { timeScale: 0.0001 },
    });
    const add = () =>
      transactWrite({
        ClientRequestToken: 'token-1',
        TransactItems: [
          {
            Update: {
              TableName,
              Key: { id: 'a' },
              UpdateExpression: 'ADD n :one',
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
        ],
      });
    for (let tries = 0; ((await get({ id: 'a' })).Item?.n ?? 0) < 2; tries += 1) {
      assert.ok(tries < 1000, 'the token is never forgotten');
      await add();
    }
  },
);

for (const [what, items] of [
  ['two actions on one item', [{ Put: { id: 'a' } }, { Put: { id: 'a' } }]],
  ['more than 100 actions', Array.from({ length: 101 }, (_, index) => ({ Put: { id: `${index}` } }))],
  ['no action', []],
] as const) {
  behaviour(`a transaction with ${what} is refused`, { source }, async (t) => {
    const { transactWrite, TableName, scan } = await startTable(t);
    const TransactItems = items.map(({ Put }) => ({ Put: { TableName, Item: Put } }));
    await assert.rejects(transactWrite({ TransactItems }), { name: 'ValidationException' });
    assert.equal((await scan()).Count, 0);
  });
}

behaviour(
  'a transactional read gives the items in the order asked for, at twice the units',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html' },
  async (t) => {
    const { transactGet, put, TableName } = await startTable(t);
    await put({ id: 'a', n: 1 });
    await put({ id: 'b', n: 2 });
    const answer = await transactGet({
      TransactItems: ['b', 'missing', 'a'].map((id) => ({ Get: { TableName, Key: { id } } })),
      ReturnConsumedCapacity: 'TOTAL',
    });
    assert.deepEqual(
      answer.Responses?.map(({ Item }) => Item),
      [{ id: 'b', n: 2 }, undefined, { id: 'a', n: 1 }],
    );
    assert.equal(answer.ConsumedCapacity?.[0]?.CapacityUnits, 6);
  },
);

behaviour(
  'a transactional read of no items, of more than 100, or of more than 4 MB together is refused',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html' },
  async (t) => {
    const { transactGet, put, TableName } = await startTable(t);
    const read = (ids: string[]) =>
      transactGet({ TransactItems: ids.map((id) => ({ Get: { TableName, Key: { id } } })) });
    const ids = Array.from({ length: 11 }, (_, index) => `${index}`);
    for (const id of ids) await put({ id, text: 'x'.repeat(390 * 1024) });
    await assert.rejects(read(ids), { name: 'ValidationException', message: /exceeded .* 4 MB/ });
    assert.equal((await read(ids.slice(0, 10))).Responses?.length, 10);
    await assert.rejects(read([]), { name: 'ValidationException' });
    const many = Array.from({ length: 101 }, (_, index) => `missing-${index}`);
    await assert.rejects(read(many), { message: /Member must have length less than or equal to 100$/ });
  },
);

behaviour(
  'a transaction tells of the item collections that it wrote to, of tables with a local index, when asked for their size',
  { source },
  async (t) => {
    const { transactWrite, TableName } = await startTable(t, ordersOfCustomers, {
      resources: { Outbox: tableResource() },
    });
    const write = (ReturnItemCollectionMetrics: 'SIZE' | 'NONE') =>
      transactWrite({
        ReturnItemCollectionMetrics,
        TransactItems: [
          { Put: { TableName, Item: { customer: 'one', order: 1 } } },
          { Put: { TableName, Item: { customer: 'two', order: 2 } } },
          { Put: { TableName: 'Test-Outbox', Item: { id: 'event' } } },
        ],
      });
    const ofCustomer = (customer: string) => ({
      ItemCollectionKey: { customer },
      SizeEstimateRangeGB: [0, 1],
    });
    assert.deepEqual((await write('SIZE')).ItemCollectionMetrics, {
      [TableName]: [ofCustomer('one'), ofCustomer('two')],
    });
    assert.equal((await write('NONE')).ItemCollectionMetrics, undefined);
  },
);
