import assert from 'node:assert/strict';
import type { ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { ordersOfCustomers, startTable, tableResource } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB reads', import.meta.filename);
const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';
const recorded = 'the words are as recorded by others';

const refused = (message: string | RegExp) => ({ name: 'ValidationException', message });
const byStatus = {
  IndexName: 'byStatus',
  KeyConditionExpression: '#s = :s',
  ExpressionAttributeNames: { '#s': 'status' },
  ExpressionAttributeValues: { ':s': 'open' },
};
const ofA = { KeyConditionExpression: 'customer = :a', ExpressionAttributeValues: { ':a': 'a' } };

async function startOrders(t: Parameters<typeof startTable>[0]) {
  const bench = await startTable(t, ordersOfCustomers);
  for (const order of [1, 2, 3]) await bench.put({ customer: 'a', order, status: 'open', total: order });
  return bench;
}

behaviour(
  'the segments of a parallel scan have every item once together, each page by page',
  { source: `${api}/API_Scan.html` },
  async (t) => {
    const { batchWrite, scan } = await startTable(t);
    const ids = Array.from({ length: 100 }, (_, index) => `${index}`);
    for (let from = 0; from < ids.length; from += 25)
      await batchWrite(...ids.slice(from, from + 25).map((id) => ({ PutRequest: { Item: { id } } })));
    for (const TotalSegments of [1, 3, 7]) {
      const found: string[] = [];
      for (let Segment = 0; Segment < TotalSegments; Segment += 1) {
        let ExclusiveStartKey: ScanCommandInput['ExclusiveStartKey'];
        do {
          const page = await scan({
            Segment,
            TotalSegments,
            Limit: 9,
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          });
          found.push(...(page.Items ?? []).map(({ id }) => id));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
      }
      assert.deepEqual(found.sort(), ids.toSorted());
    }
  },
);

for (const { what, input, message } of [
  {
    what: 'a segment beyond the last',
    input: { Segment: 2, TotalSegments: 2 },
    message:
      'The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2',
  },
  {
    what: 'a segment without their number',
    input: { Segment: 0 },
    message:
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
  },
  {
    what: 'the number of segments without a segment',
    input: { TotalSegments: 2 },
    message:
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
  },
  {
    what: 'a limit of zero',
    input: { Limit: 0 },
    message:
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  },
  {
    what: 'a starting key that is none',
    input: { ExclusiveStartKey: { other: 'x' } },
    message: 'The provided starting key is invalid: The provided key element does not match the schema',
  },
]) {
  behaviour(`Scan refuses ${what}`, { source: `${api}/API_Scan.html`, note: recorded }, async (t) => {
    const { scan } = await startTable(t);
    await assert.rejects(scan(input), refused(message));
  });
}

behaviour(
  'Select chooses all attributes, those of the index, some, or only the count',
  { source: `${api}/API_Query.html#DDB-Query-request-Select` },
  async (t) => {
    const { query, scan } = await startOrders(t);
    const count = await query({ ...ofA, Select: 'COUNT' });
    assert.deepEqual([count.Count, count.ScannedCount, count.Items], [3, 3, undefined]);
    const projected = await query({ ...byStatus, Select: 'ALL_PROJECTED_ATTRIBUTES', Limit: 1 });
    assert.deepEqual(Object.keys(projected.Items?.[0] ?? {}).sort(), [
      'customer',
      'order',
      'status',
      'total',
    ]);
    const some = await query({ ...ofA, Select: 'SPECIFIC_ATTRIBUTES', ProjectionExpression: 'customer' });
    assert.deepEqual(some.Items, Array(3).fill({ customer: 'a' }));
    const filtered = await scan({
      Select: 'COUNT',
      FilterExpression: '#t > :one',
      ExpressionAttributeNames: { '#t': 'total' },
      ExpressionAttributeValues: { ':one': 1 },
    });
    assert.deepEqual([filtered.Count, filtered.ScannedCount], [2, 3]);
  },
);

for (const { what, input, message } of [
  {
    what: 'all attributes and a projection',
    input: { ...ofA, Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'customer' },
    message: /Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES$/,
  },
  {
    what: 'the count and a projection',
    input: { ...ofA, Select: 'COUNT', ProjectionExpression: 'customer' },
    message: /Cannot specify the ProjectionExpression when choosing to get only the Count$/,
  },
  {
    what: 'some attributes without naming them',
    input: { ...ofA, Select: 'SPECIFIC_ATTRIBUTES' },
    message:
      /Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES$/,
  },
  {
    what: 'the attributes of an index without an index',
    input: { ...ofA, Select: 'ALL_PROJECTED_ATTRIBUTES' },
    message: /ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName$/,
  },
  {
    what: 'all attributes of a global index that has not all',
    input: { ...byStatus, Select: 'ALL_ATTRIBUTES' },
    message: /Select type ALL_ATTRIBUTES is not supported for global secondary index byStatus/,
  },
  {
    what: 'an index that there is not',
    input: { ...byStatus, IndexName: 'nowhere' },
    message: /^The table does not have the specified index: nowhere$/,
  },
  {
    what: 'a filter on the key',
    input: { ...ofA, FilterExpression: 'customer = :a' },
    message:
      /^Filter Expression can only contain non-primary key attributes: Primary key attribute: customer$/,
  },
  {
    what: 'a starting key of another partition',
    input: { ...ofA, ExclusiveStartKey: { customer: 'b', order: 1 } },
    message: /^The provided starting key is outside query boundaries based on provided conditions$/,
  },
  {
    what: 'a starting key without the sort key',
    input: { ...ofA, ExclusiveStartKey: { customer: 'a' } },
    message: /^The provided starting key is invalid/,
  },
  {
    what: 'a condition that is none on the partition key',
    input: { ...ofA, KeyConditionExpression: 'customer > :a' },
    message: /^Query key condition not supported$/,
  },
  {
    what: 'no condition on the partition key',
    input: {
      KeyConditionExpression: '#o = :o',
      ExpressionAttributeNames: { '#o': 'order' },
      ExpressionAttributeValues: { ':o': 1 },
    },
    message: /^Query condition missed key schema element: customer$/,
  },
  {
    what: 'a partition key of another type',
    input: { ...ofA, ExpressionAttributeValues: { ':a': 1 } },
    message: /Condition parameter type does not match schema type$/,
  },
] as { what: string; input: object; message: RegExp }[]) {
  behaviour(`Query refuses ${what}`, { source: `${api}/API_Query.html`, note: recorded }, async (t) => {
    const { query } = await startOrders(t);
    await assert.rejects(query(input), refused(message));
  });
}

behaviour(
  'conditions on the sort key find what they say, for texts, numbers and beginnings',
  {
    source:
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html',
  },
  async (t) => {
    const { put, query } = await startTable(
      t,
      tableResource({
        AttributeDefinitions: ['id', 'sort'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'id', KeyType: 'HASH' },
          { AttributeName: 'sort', KeyType: 'RANGE' },
        ],
      }),
    );
    for (const sort of ['a', 'a/b', 'a~', 'ab', 'b', 'é']) await put({ id: 'x', sort });
    const found = async (condition: string, ...values: string[]) =>
      (
        await query({
          KeyConditionExpression: `id = :id AND ${condition}`,
          ExpressionAttributeValues: {
            ':id': 'x',
            ...Object.fromEntries(values.map((value, index) => [`:${index}`, value])),
          },
        })
      ).Items?.map(({ sort }) => sort);
    assert.deepEqual(await found('sort = :0', 'a'), ['a']);
    assert.deepEqual(await found('begins_with(sort, :0)', 'a'), ['a', 'a/b', 'ab', 'a~']);
    assert.deepEqual(await found('sort < :0', 'ab'), ['a', 'a/b']);
    assert.deepEqual(await found('sort <= :0', 'ab'), ['a', 'a/b', 'ab']);
    assert.deepEqual(await found('sort > :0', 'ab'), ['a~', 'b', 'é']);
    assert.deepEqual(await found('sort >= :0', 'b'), ['b', 'é']);
    assert.deepEqual(await found('sort BETWEEN :0 AND :1', 'a/b', 'b'), ['a/b', 'ab', 'a~', 'b']);
  },
);

behaviour(
  'the parameters of before expressions query and scan as they did',
  {
    source:
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html',
  },
  async (t) => {
    const { query, scan } = await startOrders(t);
    const { Items } = await query({
      KeyConditions: {
        customer: { ComparisonOperator: 'EQ', AttributeValueList: ['a'] },
        order: { ComparisonOperator: 'BETWEEN', AttributeValueList: [2, 3] },
      },
      QueryFilter: { total: { ComparisonOperator: 'LT', AttributeValueList: [3] } },
      AttributesToGet: ['order'],
    });
    assert.deepEqual(Items, [{ order: 2 }]);
    const either = await scan({
      ScanFilter: {
        total: { ComparisonOperator: 'EQ', AttributeValueList: [1] },
        absent: { ComparisonOperator: 'NULL' },
        status: { ComparisonOperator: 'CONTAINS', AttributeValueList: ['closed'] },
      },
      ConditionalOperator: 'AND',
    });
    assert.equal(either.Count, 0);
    const any = await scan({
      ScanFilter: {
        total: { ComparisonOperator: 'IN', AttributeValueList: [1, 3] },
        status: { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: ['closed'] },
      },
      ConditionalOperator: 'OR',
    });
    assert.equal(any.Count, 2);
  },
);
