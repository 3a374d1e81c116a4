import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { ordersOfCustomers, startTable } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';

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
