import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { provisioned, startTable, tableResource } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB capacity', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const unitsPage = `${guide}/read-write-operations.html`;
const errorsPage = `${guide}/Programming.Errors.html`;
const reasonsPage = `${guide}/troubleshooting-throttling-diagnostics.html`;
const scaled = { settings: { dynamodbCapacityScale: 0.005 } };
const scaleNote = 'the setting dynamodbCapacityScale makes it small enough for a laptop to exceed';

const kilobytes = (count: number) => 'x'.repeat(Math.round(count * 1024) - 20);
const INDEXES = { ReturnConsumedCapacity: 'INDEXES' as const };
const indexed = (properties: Record<string, unknown> = {}, index: Record<string, unknown> = {}) =>
  tableResource({
    AttributeDefinitions: ['id', 'status'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byStatus',
        KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
        ...index,
      },
    ],
    ...properties,
  });

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
    const { put, update } = await startTable(t, indexed());
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

behaviour(
  'writes beyond the provisioned capacity are refused: 400 ProvisionedThroughputExceededException with the reason and the table',
  { source: errorsPage },
  async (t) => {
    const { put, arn, events } = await startTable(t, tableResource(provisioned(5, 5)));
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => put({ id: `${index}` })),
    );
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    assert.ok(refused.length >= 5 && refused.length <= 15, `${refused.length} of 20 are refused`);
    for (const error of refused) {
      assert.equal(error.name, 'ProvisionedThroughputExceededException');
      assert.equal(error.$metadata.httpStatusCode, 400);
      assert.deepEqual(error.ThrottlingReasons, [
        { reason: 'TableWriteProvisionedThroughputExceeded', resource: arn },
      ]);
    }
    assert.equal(events.filter(({ type }) => type === 'capacity-throttled').length, refused.length);
  },
);

behaviour(
  'reads and writes have capacities of their own',
  { source: `${guide}/provisioned-capacity-mode.html` },
  async (t) => {
    const { put, get } = await startTable(t, tableResource(provisioned(1, 100)));
    await put({ id: 'a' });
    await get({ id: 'a' });
    await assert.rejects(
      Promise.all(Array.from({ length: 5 }, () => get({ id: 'a' }))),
      (error: { ThrottlingReasons: { reason: string }[] }) =>
        error.ThrottlingReasons[0]?.reason === 'TableReadProvisionedThroughputExceeded',
    );
    await put({ id: 'b' });
  },
);

behaviour(
  'unused provisioned capacity is kept for a burst, up to 300 seconds of it',
  {
    source: `${guide}/burst-adaptive-capacity.html`,
    fidelity: 'modelled',
    note: 'AWS keeps "a portion" of it and may use it itself; here all of it is kept',
  },
  async (t) => {
    const { put } = await startTable(t, tableResource(provisioned(5, 100)));
    const large = { id: 'a', text: kilobytes(130) };
    await assert.rejects(put(large), { name: 'ProvisionedThroughputExceededException' });
    for (let tries = 0; ; tries += 1) {
      assert.ok(tries < 40, 'it never had saved 130 units');
      const done = await put(large).then(
        () => true,
        () => false,
      );
      if (done) break;
      await delay(50);
    }
  },
);

behaviour(
  'a new on-demand table takes 4,000 writes and 12,000 reads per second, and refuses more with 400 ThrottlingException',
  { source: `${guide}/on-demand-capacity-mode.html`, fidelity: 'modelled', note: scaleNote },
  async (t) => {
    const { put, arn } = await startTable(t, tableResource(), scaled);
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => put({ id: `${index}` })),
    );
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    // 0.005 of 4,000 per second, for less than two seconds.
    assert.ok(refused.length >= 10 && refused.length <= 40, `${refused.length} of 60 are refused`);
    for (const error of refused) {
      assert.equal(error.name, 'ThrottlingException');
      assert.equal(error.$metadata.httpStatusCode, 400);
      assert.deepEqual(error.throttlingReasons, [
        { reason: 'TableWriteKeyRangeThroughputExceeded', resource: arn },
      ]);
    }
  },
);

behaviour(
  'a new on-demand table with warm throughput takes that much from the start',
  { source: `${guide}/warm-throughput.html`, fidelity: 'modelled', note: scaleNote },
  async (t) => {
    const warm = tableResource({
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 40_000 },
    });
    const { put } = await startTable(t, warm, scaled);
    // 0.005 of 40,000 per second; without, 20 would be all.
    await Promise.all(Array.from({ length: 60 }, (_, index) => put({ id: `${index}` })));
  },
);

behaviour(
  'the maximum throughput of an on-demand table is held',
  { source: `${guide}/on-demand-capacity-mode-max-throughput.html` },
  async (t) => {
    const { put } = await startTable(t, tableResource({ OnDemandThroughput: { MaxWriteRequestUnits: 2 } }));
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => put({ id: `${index}` })),
    );
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    assert.ok(refused.length >= 5, `${refused.length} of 10 are refused`);
    assert.equal(refused[0].throttlingReasons[0].reason, 'TableWriteMaxOnDemandThroughputExceeded');
  },
);

behaviour(
  'one partition key value takes 1,000 writes per second whatever the table has; other keys go on',
  {
    source: `${guide}/burst-adaptive-capacity.html`,
    fidelity: 'modelled',
    note: `each key value is a partition by itself, as after AWS isolated it; ${scaleNote}`,
  },
  async (t) => {
    const { put, arn } = await startTable(t, tableResource(provisioned(10_000, 10_000)), scaled);
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => put({ id: 'hot' })));
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    assert.ok(refused.length >= 5, `${refused.length} of 30 are refused`);
    assert.deepEqual(refused[0].ThrottlingReasons, [
      { reason: 'TableWriteKeyRangeThroughputExceeded', resource: arn },
    ]);
    await put({ id: 'cold' });
  },
);

behaviour(
  'an index that cannot keep up throttles writes to its table, and the error names the index',
  { source: `${guide}/gsi-throttling.html` },
  async (t) => {
    const { ProvisionedThroughput } = provisioned(10, 1);
    const { put, arn } = await startTable(t, indexed(provisioned(100, 100), { ProvisionedThroughput }));
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => put({ id: `${index}`, status: `${index}` })),
    );
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    assert.ok(refused.length >= 5, `${refused.length} of 10 are refused`);
    assert.deepEqual(refused[0].ThrottlingReasons, [
      { reason: 'IndexWriteProvisionedThroughputExceeded', resource: `${arn}/index/byStatus` },
    ]);
    await put({ id: 'without the attribute' });
  },
);

behaviour(
  'a batch write hands back the items that capacity refuses, and is refused itself when that is all of them',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html' },
  async (t) => {
    const { batchWrite, TableName, scan } = await startTable(t, tableResource(provisioned(100, 4)));
    const requests = Array.from({ length: 25 }, (_, index) => ({ PutRequest: { Item: { id: `${index}` } } }));
    const { UnprocessedItems } = await batchWrite(...requests);
    const handedBack = UnprocessedItems?.[TableName]?.length ?? 0;
    assert.ok(handedBack >= 19 && handedBack <= 21, `${handedBack} of 25 are handed back`);
    assert.equal((await scan()).Count, 25 - handedBack);
    await assert.rejects(batchWrite(...requests), { name: 'ProvisionedThroughputExceededException' });
  },
);

behaviour(
  'a batch read hands back the keys that capacity refuses, in a form that can be sent again',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html' },
  async (t) => {
    const { batchWrite, batchGet, TableName } = await startTable(t, tableResource(provisioned(4, 100)));
    const ids = Array.from({ length: 10 }, (_, index) => `${index}`);
    await batchWrite(...ids.map((id) => ({ PutRequest: { Item: { id } } })));
    const { Responses, UnprocessedKeys } = await batchGet(...ids.map((id) => ({ id })));
    const found = Responses?.[TableName]?.length ?? 0;
    assert.ok(found >= 4 && found <= 6, `${found} of 10 are read`);
    assert.equal(UnprocessedKeys?.[TableName]?.Keys?.length, 10 - found);
    assert.equal(UnprocessedKeys?.[TableName]?.ConsistentRead, true);
  },
);

behaviour(
  'a transaction for which capacity is lacking is canceled, and the reasons say so',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html' },
  async (t) => {
    const { transactWrite, TableName, scan } = await startTable(t, tableResource(provisioned(100, 4)));
    const puts = ['a', 'b', 'c'].map((id) => ({ Put: { TableName, Item: { id, text: kilobytes(1) } } }));
    await transactWrite({ TransactItems: puts.slice(0, 2) });
    await assert.rejects(
      transactWrite({ TransactItems: puts }),
      (error: { name: string; CancellationReasons: { Code: string }[] }) => {
        assert.equal(error.name, 'TransactionCanceledException');
        assert.equal(error.CancellationReasons[0]?.Code, 'ProvisionedThroughputExceeded');
        return true;
      },
    );
    assert.equal((await scan()).Count, 2);
  },
);

behaviour('the throttling reasons are those that AWS lists', { source: reasonsPage }, async (t) => {
  const { cloud, get } = await startTable(t, tableResource(provisioned(5, 5)));
  cloud.faults.inject({ resource: 'Table', fault: 'throttle', times: 1 });
  await assert.rejects(get({ id: 'a' }), (error: { ThrottlingReasons: { reason: string }[] }) => {
    assert.match(
      error.ThrottlingReasons[0]?.reason ?? '',
      /^(Table|Index)(Read|Write)(Provisioned|KeyRange|MaxOnDemand)ThroughputExceeded$/,
    );
    return true;
  });
});
