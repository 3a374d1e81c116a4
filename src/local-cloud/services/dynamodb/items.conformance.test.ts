import assert from 'node:assert/strict';
import { ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { ordersOfCustomers, startTable } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

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
  'an item larger than 400 KB is refused, counted in UTF-8 bytes',
  { source: `${guide}/Constraints.html` },
  async (t) => {
    const { put } = await startTable(t);
    await put({ id: 'a', text: 'x'.repeat(400 * 1024 - 20) });
    await assert.rejects(put({ id: 'b', text: 'x'.repeat(400 * 1024) }), { name: 'ValidationException' });
    await assert.rejects(put({ id: 'c', text: 'ü'.repeat(201 * 1024) }), { name: 'ValidationException' });
  },
);

behaviour(
  'an operation that is not emulated is refused by name',
  {
    source: `${api}/API_Operations_Amazon_DynamoDB.html`,
    fidelity: 'differs',
    note: 'PartiQL, backups, exports and global tables over several Regions are not there',
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
