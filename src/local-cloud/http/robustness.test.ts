import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { propertyRuns, propertySeed as seed } from '#testing/properties.ts';
import { seededRandom } from '../kernel/random.ts';
import type { Template } from '../template/template.ts';
import { startTemplate } from '../testing/assembly.ts';
import {
  httpApi,
  httpApiUrl,
  restApi,
  restApiUrl,
  webSocketApi,
  webSocketUrls,
} from '../testing/gateway-templates.ts';
import { loadBalancer, loadBalancerUrl } from '../testing/load-balancer-templates.ts';
import { malformedRequests } from '../testing/malformed-requests.ts';
import { rawStatus } from '../testing/raw-http.ts';
import { SocketClient } from '../testing/socket-client.ts';
import { functionResource } from '../testing/templates.ts';
import { Watch } from '../testing/watch.ts';

/** Takes orders as JSON by POST, and nothing else, as a careful handler does. */
const fn = functionResource(
  `exports.handler = async (event) => {
    const method = event.httpMethod ?? event.requestContext.http.method;
    const path = event.path ?? event.rawPath;
    if (path !== '/orders') return { statusCode: 404, headers: {} };
    if (method !== 'POST') return { statusCode: 405, headers: {} };
    try {
      JSON.parse(event.isBase64Encoded ? atob(event.body) : event.body);
    } catch {
      return { statusCode: 400, headers: {} };
    }
    if (event.headers['x-slow']) await new Promise((resolve) => setTimeout(resolve, 200));
    return { statusCode: 200, headers: {}, body: 'stored' };
  };`,
  { Timeout: 20 },
);

interface Front {
  name: string;
  resources: Template['Resources'];
  outputs: NonNullable<Template['Outputs']>;
  url: string;
  headerBytes: number;
  bodyBytes: number;
}

const fronts: Front[] = [
  {
    name: 'HTTP API',
    resources: httpApi(['POST /orders']),
    outputs: httpApiUrl,
    url: 'Url',
    headerBytes: 10_240,
    bodyBytes: 10 * 1024 * 1024,
  },
  {
    name: 'REST API',
    resources: restApi([{ verb: 'POST', path: '/orders' }]),
    outputs: restApiUrl,
    url: 'RestUrl',
    headerBytes: 20_480,
    bodyBytes: 10 * 1024 * 1024,
  },
  {
    name: 'load balancer',
    resources: loadBalancer(),
    outputs: loadBalancerUrl,
    url: 'BalancerUrl',
    headerBytes: 64 * 1024,
    bodyBytes: 1024 * 1024,
  },
];

for (const { name, resources, outputs, url, headerBytes, bodyBytes } of fronts) {
  test(`${name}: malformed requests get a 4xx or the line closed, and leave the cloud answering`, async (t) => {
    const cloud = await startTemplate(t, { Resources: { Function: fn, ...resources }, Outputs: outputs });
    const orders = new URL(`${cloud.outputs[url]}/orders`);
    const requests = malformedRequests(seed, propertyRuns(250), {
      headerBytes,
      bodyBytes,
      path: orders.pathname,
    });
    let next = 0;
    const work = async () => {
      for (let request = requests[next++]; request; request = requests[next++]) {
        const { kind, bytes, thenEnd } = request;
        const status = await rawStatus(Number(orders.port), bytes, { thenEnd });
        const refused = status === undefined ? thenEnd : status >= 400 && status < 500;
        assert.ok(
          refused,
          `${kind} got ${status} (seed ${seed}): ${JSON.stringify(String(bytes.subarray(0, 200)))}`,
        );
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    const sound = await fetch(orders, { method: 'POST', body: '{}' });
    assert.equal(sound.status, 200);
    assert.equal(await sound.text(), 'stored');
  });

  test(`${name}: a client that goes away in the middle changes nothing for the others`, async (t) => {
    const cloud = await startTemplate(t, { Resources: { Function: fn, ...resources }, Outputs: outputs });
    const watch = new Watch(cloud);
    const orders = new URL(`${cloud.outputs[url]}/orders`);
    const leave = (text: string, when: () => Promise<unknown>) =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(orders.port), '127.0.0.1', async () => {
          socket.write(text);
          await when();
          socket.resetAndDestroy();
          resolve();
        });
      });
    const head = `POST ${orders.pathname} HTTP/1.1\r\nHost: localhost\r\nX-Slow: 1\r\n`;
    await leave(`${head}Content-Length: 100\r\n\r\n{"half":`, () => watch.first('request-received'));
    // A body that never came reaches no function.
    await watch.until(() => watch.of('request-answered').length === 1, 'the end of the first request');
    assert.equal(watch.of('invocation-started').length, 0);
    await leave(`${head}Content-Length: 2\r\n\r\n{}`, () => watch.first('invocation-started'));
    const [ended] = await watch.first('invocation-ended');
    assert.equal(ended?.outcome, 'succeeded');
    assert.equal((await fetch(orders, { method: 'POST', body: '{}' })).status, 200);
  });
}

test('WebSocket API: broken handshakes and frames close only their own connection', async (t) => {
  const cloud = await startTemplate(t, {
    Resources: {
      Function: functionResource(`exports.handler = async () => ({ statusCode: 200, body: 'fine' });`),
      ...webSocketApi({ $default: { twoWay: true } }),
    },
    Outputs: webSocketUrls,
  });
  const port = Number(new URL(cloud.outputs.SocketUrl as string).port);
  const good = await SocketClient.connect(t, cloud.outputs.SocketUrl);
  const handshake = (lines: string[]) =>
    Buffer.from(
      `GET /prod HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n${lines.join('\r\n')}\r\n\r\n`,
    );
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  const version = 'Sec-WebSocket-Version: 13';
  for (const lines of [
    ['Upgrade: websocket'],
    ['Upgrade: websocket', version, 'Sec-WebSocket-Key: short'],
    ['Upgrade: websocket', 'Sec-WebSocket-Version: 8', key],
    ['Upgrade: h2c', version, key],
  ])
    assert.equal(await rawStatus(port, handshake(lines)), 400, lines.join());
  const random = seededRandom(seed);
  const garbage = Array.from({ length: 100 }, async () => {
    const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    const raw = (client.socket as unknown as { _socket: NodeJS.WritableStream })._socket;
    raw.write(Buffer.from(Array.from({ length: 40 }, () => Math.floor(random() * 256))));
    raw.end();
    await client.closed();
  });
  await Promise.all(garbage);
  good.send('still there?');
  assert.deepEqual(await good.receive(), ['fine']);
});

test('WebSocket API: malformed HTTP requests get a 4xx or the line closed', async (t) => {
  const cloud = await startTemplate(t, {
    Resources: { Function: fn, ...webSocketApi({ $default: {} }) },
    Outputs: webSocketUrls,
  });
  const { port } = new URL(cloud.outputs.SocketUrl as string);
  const limits = { headerBytes: 20_480, bodyBytes: 128 * 1024, path: '/prod' };
  for (const { kind, bytes, thenEnd } of malformedRequests(seed, propertyRuns(100), limits)) {
    // This port does take TLS: half a handshake waits for its other half.
    if (kind === 'TLS on a plain port') continue;
    const status = await rawStatus(Number(port), bytes, { thenEnd });
    assert.ok(status === undefined ? thenEnd : status >= 400 && status < 500, `${kind} got ${status}`);
  }
  await SocketClient.connect(t, cloud.outputs.SocketUrl);
});
