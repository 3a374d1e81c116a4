import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type Conditions, conditionsPath, startNetwork } from './network.ts';

/** A network in front of a shop that says what it was asked. */
async function start(t: TestContext) {
  const shop = createServer((request, response) => {
    request.pipe(response.writeHead(201, { 'x-asked': `${request.method} ${request.url}` }));
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const network = await startNetwork(`http://127.0.0.1:${(shop.address() as AddressInfo).port}`);
  t.after(async () => {
    await network.close();
    shop.closeAllConnections();
    shop.close();
  });
  const set = (conditions: Conditions) =>
    fetch(network.url + conditionsPath, { method: 'POST', body: JSON.stringify(conditions) });
  const statuses = async (path: string, count: number) => {
    const answered: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const answer = await fetch(network.url + path);
      await answer.text();
      answered.push(answer.status);
    }
    return answered;
  };
  return { network, set, statuses };
}

test('a call and its answer are passed on as they are, and counted', async (t) => {
  const { network } = await start(t);
  const answer = await fetch(`${network.url}/orders/mine?a=b`, { method: 'POST', body: 'an order' });
  assert.deepEqual(
    [answer.status, answer.headers.get('x-asked'), await answer.text()],
    [201, 'POST /orders/mine?a=b', 'an order'],
  );
  assert.equal(network.takeCalls(), 1);
  assert.equal(network.takeCalls(), 0);
});

test('what is lost is answered with 503, by the seed and for each module by itself', async (t) => {
  const { network, set, statuses } = await start(t);
  const conditions = { hopMs: 0, lostShare: 0.5, seed: 202 };
  await set(conditions);
  const alone = await statuses('/products/espresso', 20);
  assert.ok(alone.includes(503) && alone.includes(201), alone.join());
  await set(conditions);
  await statuses('/pages/me', 3);
  assert.deepEqual(await statuses('/products/lungo', 20), alone);
  // To set the conditions is no call.
  assert.equal(network.takeCalls(), 43);
});

test('a call takes a hop longer', async (t) => {
  const { set, statuses } = await start(t);
  await set({ hopMs: 60, lostShare: 0, seed: 0 });
  const begin = performance.now();
  assert.deepEqual(await statuses('/pages/me', 2), [201, 201]);
  // Timers may fire a millisecond early.
  assert.ok(performance.now() - begin >= 118);
});
