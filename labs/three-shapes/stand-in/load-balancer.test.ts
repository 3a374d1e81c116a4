import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { startLoadBalancer } from './load-balancer.ts';
import { TargetGroup } from './target-group.ts';
import { ToldRequest } from './told-request.ts';

const checks = { intervalMs: 60_000, timeoutMs: 60_000, unhealthyThreshold: 2, healthyThreshold: 2 };

/** A load balancer with a group for `/a…` that has such a target, and none for other paths. */
async function start(t: TestContext, listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const targets = new TargetGroup(checks, async () => true);
  targets.register(port);
  const told: string[] = [];
  const loadBalancer = await startLoadBalancer(
    (path) => (path.startsWith('/a') ? targets : undefined),
    (request) => new ToldRequest((event) => told.push(inWords(event)), 'a-process', request),
  );
  t.after(async () => {
    targets.deregister(port);
    await loadBalancer.close();
    server.closeAllConnections();
    server.close();
  });
  return { url: loadBalancer.url, server, targets, port, told };
}

function inWords(event: Parameters<ConstructorParameters<typeof ToldRequest>[0]>[0]): string {
  const { type, resource } = event;
  if (type === 'request-received') return `${resource} received ${event.method} ${event.path}`;
  if (type === 'request-answered') return `${resource} answered ${event.status}`;
  return type === 'invocation-ended' ? `${resource} ${event.outcome}` : `${resource} works`;
}

test('a request and its answer are passed on as they are', async (t) => {
  const { url } = await start(t, async (request, response) => {
    request.pipe(response.writeHead(201, { 'x-method': request.method ?? '' }));
  });
  const answer = await fetch(`${url}/a/b`, { method: 'POST', body: 'an order' });
  assert.deepEqual(
    [answer.status, answer.headers.get('x-method'), await answer.text()],
    [201, 'POST', 'an order'],
  );
});

test('502 when the target breaks off or takes no connection, 503 when there is none', async (t) => {
  const { url, server, targets, port } = await start(t, (request) => request.destroy());
  assert.equal((await fetch(`${url}/a`)).status, 502);
  server.close();
  await once(server, 'close');
  assert.equal((await fetch(`${url}/a`)).status, 502);
  targets.deregister(port);
  assert.equal((await fetch(`${url}/a`)).status, 503);
  assert.equal((await fetch(`${url}/other`)).status, 503);
});

test('it tells of each request when it came, when a process had it, and what came of it', async (t) => {
  const { url, server, told, targets, port } = await start(t, (request, response) =>
    request.url === '/a/crash' ? request.destroy() : response.end(),
  );
  const tellsOf = async (path: string) => {
    told.length = 0;
    await fetch(url + path);
    return told.join(', ');
  };
  assert.equal(
    await tellsOf('/a'),
    'load-balancer received GET /a, a-process works, a-process succeeded, load-balancer answered 200',
  );
  assert.equal(
    await tellsOf('/a/crash'),
    'load-balancer received GET /a/crash, a-process works, a-process crashed, load-balancer answered 502',
  );
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  assert.equal(await tellsOf('/a'), 'load-balancer received GET /a, load-balancer answered 502');
  targets.deregister(port);
  assert.equal(await tellsOf('/a'), 'load-balancer received GET /a, load-balancer answered 503');
});
