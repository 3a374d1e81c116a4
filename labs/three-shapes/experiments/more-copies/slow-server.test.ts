import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startSlowServer } from './slow-server.ts';

test('a request is handed on as it is, not before its time, and nowhere without a way', async (t) => {
  const shop = createServer((request, response) => {
    request.pipe(response.writeHead(201, { 'x-asked': `${request.method} ${request.url}` }));
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const { port } = shop.address() as AddressInfo;
  const slow = await startSlowServer((path) =>
    path.startsWith('/orders') ? { port, afterMs: 60 } : undefined,
  );
  t.after(async () => {
    await slow.close();
    shop.closeAllConnections();
    shop.close();
  });

  const begin = performance.now();
  const answer = await fetch(`${slow.url}/orders/mine?a=b`, { method: 'POST', body: 'an order' });
  assert.deepEqual(
    [answer.status, answer.headers.get('x-asked'), await answer.text()],
    [201, 'POST /orders/mine?a=b', 'an order'],
  );
  // A timer may fire a millisecond early.
  assert.ok(performance.now() - begin >= 59);
  assert.equal((await fetch(`${slow.url}/products/espresso`)).status, 503);
});
