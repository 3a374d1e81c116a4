import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { provisioned, startTable, tableIndexedByStatus, tableResource } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB capacity', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const errorsPage = `${guide}/Programming.Errors.html`;
const reasonsPage = `${guide}/troubleshooting-throttling-diagnostics.html`;
const scaled = { settings: { dynamodbCapacityScale: 0.005 } };
const scaleNote = 'the setting dynamodbCapacityScale makes it small enough for a laptop to exceed';

/** A text that makes an item of about so many KB. */
const kilobytes = (count: number) => 'x'.repeat(Math.round(count * 1024) - 20);

behaviour(
  'writes beyond the provisioned capacity are refused: 400 ProvisionedThroughputExceededException with the reason and the table',
  { source: errorsPage },
  async (t) => {
    const { put, arn, events } = await startTable(t, tableResource(provisioned(5, 5)));
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => put({ id: `${index}` })),
    );
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    assert.ok(refused.length >= 10 && refused.length <= 35, `${refused.length} of 40 are refused`);
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
  'a request gets in while anything is left, however large, and what it took too much is paid off first',
  {
    source: `${guide}/burst-adaptive-capacity.html`,
    fidelity: 'modelled',
    note: 'the page says nothing of it: recorded by others on new tables of 5 write units, which store an item of 100 KB',
  },
  async (t) => {
    const { put } = await startTable(t, tableResource(provisioned(5, 5)));
    await put({ id: 'a', text: kilobytes(100) });
    await assert.rejects(put({ id: 'b' }), { name: 'ProvisionedThroughputExceededException' });
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
    // 0.4 s of waiting save 40 units beside the 100 of the first second, so that two items of 70 KB leave nothing.
    await delay(400);
    await put({ id: 'a', text: kilobytes(70) });
    await put({ id: 'b', text: kilobytes(60) });
    await put({ id: 'c', text: kilobytes(390) });
    await assert.rejects(put({ id: 'd' }), { name: 'ProvisionedThroughputExceededException' });
  },
);

behaviour(
  'a new on-demand table takes 4,000 writes and 12,000 reads per second, and refuses more with 400 ThrottlingException',
  { source: `${guide}/on-demand-capacity-mode.html`, fidelity: 'modelled', note: scaleNote },
  async (t) => {
    const { put, arn } = await startTable(t, tableResource(), scaled);
    const results = await Promise.allSettled(
      Array.from({ length: 120 }, (_, index) => put({ id: `${index}` })),
    );
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    // 0.005 of 4,000 at once, and as many per second.
    assert.ok(refused.length >= 10 && refused.length <= 100, `${refused.length} of 120 are refused`);
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
      Array.from({ length: 20 }, (_, index) => put({ id: `${index}` })),
    );
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    assert.ok(refused.length >= 5, `${refused.length} of 20 are refused`);
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
    const { put, arn } = await startTable(
      t,
      tableIndexedByStatus(provisioned(100, 100), { ProvisionedThroughput }),
    );
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
    const { put, batchWrite, client, TableName, scan } = await startTable(
      t,
      tableResource(provisioned(100, 5)),
      {
        resources: { Other: tableResource() },
      },
    );
    const requests = Array.from({ length: 10 }, (_, index) => ({ PutRequest: { Item: { id: `${index}` } } }));
    await put({ id: 'large', text: kilobytes(300) });
    await assert.rejects(batchWrite(...requests), { name: 'ProvisionedThroughputExceededException' });
    const { UnprocessedItems } = await client.send(
      new BatchWriteCommand({ RequestItems: { [TableName]: requests, 'Test-Other': requests } }),
    );
    assert.deepEqual(UnprocessedItems, { [TableName]: requests });
    assert.equal((await scan({ TableName: 'Test-Other' } as object)).Count, 10);
  },
);

behaviour(
  'a batch read hands back the keys that capacity refuses, in a form that can be sent again',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html' },
  async (t) => {
    const { put, batchGet, client, TableName } = await startTable(t, tableResource(provisioned(1, 1000)), {
      resources: { Other: tableResource() },
    });
    await put({ id: 'large', text: kilobytes(300) });
    const Keys = [{ id: 'large' }, { id: 'absent' }];
    assert.equal((await batchGet(...Keys)).Responses?.[TableName]?.length, 1);
    const ask = { Keys, ConsistentRead: true };
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [TableName]: ask, 'Test-Other': { Keys } } }),
    );
    assert.deepEqual(Responses, { [TableName]: [], 'Test-Other': [] });
    assert.deepEqual(UnprocessedKeys, { [TableName]: ask });
    await assert.rejects(batchGet(...Keys), { name: 'ProvisionedThroughputExceededException' });
  },
);

behaviour(
  'a transaction for which capacity is lacking is canceled, and the reasons say so',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html' },
  async (t) => {
    const { transactWrite, TableName, scan } = await startTable(t, tableResource(provisioned(100, 4)));
    const puts = ['a', 'b'].map((id) => ({ Put: { TableName, Item: { id, text: kilobytes(20) } } }));
    await transactWrite({ TransactItems: puts });
    await assert.rejects(
      transactWrite({ TransactItems: [{ Put: { TableName, Item: { id: 'c' } } }] }),
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
