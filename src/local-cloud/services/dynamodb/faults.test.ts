import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provisioned, startTable, tableResource } from '../../testing/dynamodb.ts';

test('a table that is down answers 500 InternalServerError until it is mended, and loses nothing', async (t) => {
  const { cloud, put, get, events } = await startTable(t);
  await put({ id: 'before' });
  const mend = cloud.faults.inject({ resource: 'Table', fault: 'down' });
  await assert.rejects(
    put({ id: 'during' }),
    (error: { name: string; $metadata: { httpStatusCode: number } }) => {
      assert.equal(error.name, 'InternalServerError');
      assert.equal(error.$metadata.httpStatusCode, 500);
      return true;
    },
  );
  mend();
  assert.equal((await get({ id: 'before' })).Item?.id, 'before');
  assert.equal((await get({ id: 'during' })).Item, undefined);
  assert.deepEqual(
    events.flatMap((event) => (event.type === 'fault-injected' ? [[event.resource, event.fault]] : [])),
    [['Table', 'down']],
  );
});

test('a slow table answers later', async (t) => {
  const { cloud, put } = await startTable(t);
  cloud.faults.inject({ resource: 'Table', fault: 'slow', milliseconds: 100 });
  const begun = performance.now();
  await put({ id: 'a' });
  assert.ok(performance.now() - begun >= 99);
});

test('a failing table answers 500 as often as asked', async (t) => {
  const { cloud, put } = await startTable(t);
  cloud.faults.inject({ resource: 'Table', fault: 'fail', times: 2 });
  await assert.rejects(put({ id: 'a' }), { name: 'InternalServerError' });
  await assert.rejects(put({ id: 'a' }), { name: 'InternalServerError' });
  await put({ id: 'a' });
});

for (const { mode, properties, name } of [
  { mode: 'provisioned', properties: provisioned(5, 5), name: 'ProvisionedThroughputExceededException' },
  { mode: 'on-demand', properties: {}, name: 'ThrottlingException' },
]) {
  test(`a throttled ${mode} table refuses a share of the operations with ${name}`, async (t) => {
    const { cloud, get, events } = await startTable(t, tableResource(properties));
    cloud.faults.inject({ resource: 'Table', fault: 'throttle', times: 1 });
    await assert.rejects(get({ id: 'a' }), { name });
    await get({ id: 'a' });
    assert.deepEqual(
      events.map(({ type }) => type),
      ['fault-injected', 'capacity-throttled', 'capacity-consumed'],
    );
  });
}
