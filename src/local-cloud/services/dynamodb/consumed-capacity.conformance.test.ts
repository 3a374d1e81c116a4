import assert from 'node:assert/strict';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTable, tableIndexedByStatus } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB capacity', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const unitsPage = `${guide}/read-write-operations.html`;
const INDEXES = { ReturnConsumedCapacity: 'INDEXES' as const };

/** A text that makes an item of about so many KB. */
const kilobytes = (count: number) => 'x'.repeat(Math.round(count * 1024) - 20);

type Bench = Awaited<ReturnType<typeof startTable>>;

const writes: { name: string; units: number; run: (bench: Bench) => Promise<unknown> }[] = [
  {
    name: 'a write of up to 1 KB takes one write unit',
    units: 1,
    run: ({ put }) => put({ id: 'a', text: kilobytes(1) }, INDEXES),
  },
  {
    name: 'a write is rounded up to the next KB',
    units: 2,
    run: ({ put }) => put({ id: 'a', text: kilobytes(1.5) }, INDEXES),
  },
  {
    name: 'a put takes the larger of the item that it replaces and the new one',
    units: 3,
    run: async ({ put }) => {
      await put({ id: 'a', text: kilobytes(3) });
      return put({ id: 'a' }, INDEXES);
    },
  },
  {
    name: 'an update takes the whole item, however little it changes',
    units: 3,
    run: async ({ put, update }) => {
      await put({ id: 'a', text: kilobytes(2.9) });
      return update(
        { id: 'a' },
        { UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': 1 }, ...INDEXES },
      );
    },
  },
  {
    name: 'a delete takes the size of the deleted item',
    units: 2,
    run: async (bench) => {
      await bench.put({ id: 'a', text: kilobytes(2) });
      return bench.delete({ id: 'a' }, INDEXES);
    },
  },
  {
    name: 'the delete of a missing item takes one write unit',
    units: 1,
    run: (bench) => bench.delete({ id: 'a' }, INDEXES),
  },
  {
    name: 'a transactional write takes twice as many units',
    units: 4,
    run: async ({ transactWrite, TableName }) => {
      const { ConsumedCapacity } = await transactWrite({
        TransactItems: [{ Put: { TableName, Item: { id: 'a', text: kilobytes(2) } } }],
        ...INDEXES,
      });
      return { ConsumedCapacity: ConsumedCapacity?.[0] };
    },
  },
];

for (const { name, units, run } of writes) {
  behaviour(name, { source: unitsPage }, async (t) => {
    const { ConsumedCapacity } = (await run(await startTable(t))) as {
      ConsumedCapacity: { CapacityUnits: number };
    };
    assert.equal(ConsumedCapacity.CapacityUnits, units);
  });
}

for (const { name, more, size, units } of [
  { name: 'a strongly consistent read of up to 4 KB takes one read unit', more: {}, size: 4, units: 1 },
  { name: 'a read is rounded up to the next 4 KB', more: {}, size: 4.5, units: 2 },
  { name: 'an eventually consistent read takes half', more: { ConsistentRead: false }, size: 4.5, units: 1 },
  {
    name: 'a projection does not make a read cheaper',
    more: { ProjectionExpression: 'id' },
    size: 8,
    units: 2,
  },
  { name: 'a read of a missing item takes what the smallest item would', more: {}, size: 0, units: 1 },
]) {
  behaviour(name, { source: unitsPage }, async (t) => {
    const { put, get } = await startTable(t);
    if (size > 0) await put({ id: 'a', text: kilobytes(size) });
    const { ConsumedCapacity } = await get({ id: 'a' }, { ...INDEXES, ...more });
    assert.equal(ConsumedCapacity?.CapacityUnits, units);
  });
}

behaviour(
  'a query adds up its items before it rounds, a batch rounds each item, and a scan counts what it evaluates',
  { source: unitsPage },
  async (t) => {
    const { put, scan, client, TableName } = await startTable(t);
    for (const id of ['a', 'b', 'c', 'd']) await put({ id, text: kilobytes(1) });
    const scanned = await scan({
      ConsistentRead: true,
      FilterExpression: 'id = :none',
      ExpressionAttributeValues: { ':none': 'none' },
      ...INDEXES,
    });
    assert.equal(scanned.Count, 0);
    assert.equal(scanned.ConsumedCapacity?.CapacityUnits, 1);
    const batch = await client.send(
      new BatchGetCommand({
        RequestItems: {
          [TableName]: { Keys: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], ConsistentRead: true },
        },
        ...INDEXES,
      }),
    );
    assert.equal(batch.ConsumedCapacity?.[0]?.CapacityUnits, 3);
  },
);

behaviour(
  'a write also takes capacity from each secondary index whose entry changes: two writes when the index key changes',
  { source: `${guide}/GSI.html#GSI.ThroughputConsiderations.Writes` },
  async (t) => {
    const { put, update } = await startTable(t, tableIndexedByStatus());
    const unitsOf = (answer: {
      ConsumedCapacity?: { GlobalSecondaryIndexes?: Record<string, { CapacityUnits?: number }> };
    }) => answer.ConsumedCapacity?.GlobalSecondaryIndexes?.byStatus?.CapacityUnits ?? 0;
    const setStatus = (status: string) =>
      update(
        { id: 'a' },
        {
          UpdateExpression: 'SET #status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': status },
          ...INDEXES,
        },
      );
    assert.equal(unitsOf(await put({ id: 'a' }, INDEXES)), 0, 'without the index key');
    assert.equal(unitsOf(await setStatus('open')), 1, 'entry added');
    assert.equal(unitsOf(await setStatus('done')), 2, 'key changed');
    assert.equal(
      unitsOf(await put({ id: 'a', status: 'done', text: kilobytes(3) }, INDEXES)),
      0,
      'not projected',
    );
  },
);
