import assert from 'node:assert/strict';
import { DescribeTimeToLiveCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { provisioned, startTable, tableResource } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB Time to Live', import.meta.filename);
const source = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html';
const note = 'AWS deletes "within a few days"; here after the setting dynamodbTimeToLiveDelaySeconds, scaled';
const expiring = tableResource({ TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } });
const soon = { settings: { timeScale: 0.001 } };
const now = () => Math.floor(Date.now() / 1000);

behaviour(
  'an item is deleted some time after its expiry',
  { source, fidelity: 'modelled', note },
  async (t) => {
    const { put, get, eventually } = await startTable(t, expiring, soon);
    await put({ id: 'gone', expires: now() - 1 });
    await put({ id: 'later', expires: now() + 3600 });
    await put({ id: 'never' });
    await put({ id: 'text', expires: `${now() - 1}` });
    await put({ id: 'ancient', expires: now() - 6 * 365 * 24 * 3600 });
    await eventually(
      (event) => event.type === 'item-written' && event.key === 'id=gone' && event.change === 'removed',
    );
    assert.equal((await get({ id: 'gone' })).Item, undefined);
    for (const id of ['later', 'never', 'text', 'ancient']) assert.equal((await get({ id })).Item?.id, id);
  },
);

behaviour('an expired item can be read until it is deleted', { source }, async (t) => {
  const { put, get } = await startTable(t, expiring);
  await put({ id: 'a', expires: now() - 1 });
  assert.equal((await get({ id: 'a' })).Item?.id, 'a');
});

behaviour(
  'expiry is switched on and off by API, and described',
  {
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html',
  },
  async (t) => {
    const { base, TableName, put, eventually } = await startTable(t, tableResource(), soon);
    const describe = async () =>
      (await base.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
    assert.deepEqual(await describe(), { TimeToLiveStatus: 'DISABLED' });
    await put({ id: 'a', until: now() - 1 });
    const set = (Enabled: boolean) =>
      base.send(
        new UpdateTimeToLiveCommand({
          TableName,
          TimeToLiveSpecification: { Enabled, AttributeName: 'until' },
        }),
      );
    await set(true);
    assert.deepEqual(await describe(), { TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    await assert.rejects(set(true), { name: 'ValidationException' });
    await eventually((event) => event.type === 'item-written' && event.change === 'removed');
    await set(false);
    assert.deepEqual(await describe(), { TimeToLiveStatus: 'DISABLED' });
  },
);

behaviour('an item whose expiry is moved before its deletion stays', { source }, async (t) => {
  const { put, get, eventually } = await startTable(t, expiring, soon);
  await put({ id: 'renewed', expires: now() - 1 });
  await put({ id: 'renewed', expires: now() + 3600 });
  await put({ id: 'gone', expires: now() - 1 });
  await eventually(
    (event) => event.type === 'item-written' && event.key === 'id=gone' && event.change === 'removed',
  );
  assert.equal((await get({ id: 'renewed' })).Item?.id, 'renewed');
  assert.equal((await get({ id: 'gone' })).Item, undefined);
});

behaviour(
  'a deletion by Time to Live takes no write capacity',
  { source, fidelity: 'modelled', note },
  async (t) => {
    const { batchWrite, events, eventually } = await startTable(
      t,
      tableResource({
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        ...provisioned(10, 20),
      }),
      { settings: { ...soon.settings, dynamodbTimeToLiveDelaySeconds: 0 } },
    );
    const ids = Array.from({ length: 20 }, (_, index) => `${index}`);
    await batchWrite(...ids.map((id) => ({ PutRequest: { Item: { id, expires: now() - 1 } } })));
    for (const id of ids)
      await eventually(
        (event) => event.type === 'item-written' && event.key === `id=${id}` && event.change === 'removed',
      );
    assert.equal(
      events.some(({ type }) => type === 'capacity-throttled'),
      false,
    );
  },
);
