import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { LedgerCharge } from './ledger.ts';
import { startProvider } from './provider.ts';

async function start(t: TestContext) {
  const provider = await startProvider({
    serviceMs: 1,
    deadlineMs: 20,
    webhookUrl: 'http://127.0.0.1:1',
    secret: '',
  });
  t.after(() => provider.close());
  const url = `http://127.0.0.1:${provider.port}/charges`;
  async function post(path: string, body: object, key?: string) {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { ...(key && { 'idempotency-key': key }) },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as LedgerCharge };
  }
  const list = async () => ((await (await fetch(url)).json()) as { charges: LedgerCharge[] }).charges;
  return { provider, post, list };
}

const quiet = { working: 0, underWay: 0, answers: 0 };
const order = { orderId: 'order', amount: 300, card: 'visa' };

test('a charge without a key is made as often as it is asked for', async (t) => {
  const { provider, post, list } = await start(t);
  assert.equal((await post('', order)).status, 201);
  assert.equal((await post('', order)).status, 201);
  assert.equal((await list()).length, 2);
  assert.deepEqual(provider.takeReadings(), { ...quiet, 'card visa': 2 });
  assert.deepEqual(provider.takeReadings(), quiet);
  for (const { id } of await list()) {
    await post(`/${id}/void`, {});
    assert.deepEqual(provider.takeReadings(), { ...quiet, 'card visa': -1 });
  }
});

test('a key is done once: at work it is refused, later it gets the first result, and another charge is refused', async (t) => {
  const { post, list } = await start(t);
  const slow = { ...order, card: 'timeout-while-1' };
  const first = post('', slow, 'key');
  const second = await post('', slow, 'key');
  assert.equal(second.status, 409);
  const { body } = await first;
  assert.deepEqual((await post('', slow, 'key')).body, body);
  assert.equal((await post('', { ...slow, amount: 400 }, 'key')).status, 400);
  assert.equal((await list()).length, 1);
});

test('a card can ask for a timeout before or after the charge, at its first request only', async (t) => {
  const { post, list } = await start(t);
  assert.equal((await post('', { ...order, card: 'timeout-before-1' })).status, 503);
  assert.equal((await list()).length, 0);
  assert.equal((await post('', { ...order, card: 'timeout-before-1' })).status, 201);
  const after = post('', { ...order, card: 'timeout-after-1' });
  while ((await list()).length < 2);
  assert.equal((await after).status, 201);
});

test('a charge is captured or voided; what is missing is said', async (t) => {
  const { provider, post } = await start(t);
  const { body } = await post('', order);
  assert.equal((await post(`/${body.id}/capture`, {})).body.status, 'captured');
  assert.equal((await post(`/${body.id}/void`, {})).body.status, 'voided');
  assert.equal((await post(`/${body.id}/capture`, {})).status, 404);
  assert.equal((await post('', { card: 'visa' })).status, 400);
  assert.equal((await post('', { ...order, card: 'declined' })).status, 402);
  assert.deepEqual(provider.takeReadings(), quiet);
});
