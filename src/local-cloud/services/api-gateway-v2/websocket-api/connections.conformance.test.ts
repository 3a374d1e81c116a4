import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { webSocketApi, webSocketUrls } from '../../../testing/gateway-templates.ts';
import { SocketClient } from '../../../testing/socket-client.ts';
import { functionResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway WebSocket API', import.meta.filename);
const quotas =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html';
const codes =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html';

const fn = functionResource(
  `exports.handler = async ({ body }) => ({ statusCode: 200, body: String(body?.length) });`,
);

const template = {
  Resources: { Function: fn, ...webSocketApi({ $default: { twoWay: true } }) },
  Outputs: webSocketUrls,
};

/** Messages keep a connection awake, but nothing is invoked. */
const withoutFunctions = {
  Resources: { Function: fn, ...webSocketApi({ never: {} }) },
  Outputs: webSocketUrls,
};

behaviour(
  'a connection idle for ten minutes is closed with 1001; one with messages is not',
  { source: codes, fidelity: 'modelled', note: 'Time is scaled by timeScale' },
  async (t) => {
    // Ten minutes pass in 600 ms.
    const cloud = await startTemplate(t, withoutFunctions, { timeScale: 0.001 });
    const watch = new Watch(cloud);
    const idle = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    const busy = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    const timer = setInterval(() => busy.send('still here'), 20);
    t.after(() => clearInterval(timer));
    assert.equal((await idle.closed()).code, 1001);
    assert.equal(busy.socket.readyState, busy.socket.OPEN);
    const [closed] = await watch.first('connection-closed');
    assert.match(closed?.reason ?? '', /^1001/);
  },
);

behaviour(
  'after two hours a connection is closed with 1001, whatever goes on in it',
  { source: quotas, fidelity: 'modelled', note: 'Time is scaled by timeScale' },
  async (t) => {
    // Two hours pass in 2.2 s, ten minutes in 180 ms.
    const cloud = await startTemplate(t, withoutFunctions, { timeScale: 0.0003 });
    const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    const timer = setInterval(() => client.send('still here'), 10);
    t.after(() => clearInterval(timer));
    const started = performance.now();
    assert.equal((await client.closed()).code, 1001);
    assert.ok(performance.now() - started > 1_500, 'it was not for being idle');
  },
);

behaviour('a binary message closes the connection with 1003', { source: codes }, async (t) => {
  const cloud = await startTemplate(t, template);
  const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
  client.socket.send(new Uint8Array([1, 2, 3]));
  assert.equal((await client.closed()).code, 1003);
});

behaviour('a frame above 32 KB closes the connection with 1009', { source: quotas }, async (t) => {
  const cloud = await startTemplate(t, template);
  const watch = new Watch(cloud);
  const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
  client.send('x'.repeat(32 * 1024));
  assert.deepEqual(await client.receive(), [String(32 * 1024)]);
  client.send('x'.repeat(32 * 1024 + 1));
  assert.equal((await client.closed()).code, 1009);
  assert.equal(watch.of('invocation-started').length, 1);
});

behaviour(
  'a message of up to 128 KB may come in several frames; a larger one closes the connection with 1009',
  { source: quotas },
  async (t) => {
    const cloud = await startTemplate(t, template);
    const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    const sendFrames = (count: number) => {
      for (let index = 1; index <= count; index += 1)
        client.socket.send('x'.repeat(32 * 1024), { fin: index === count });
    };
    sendFrames(4);
    assert.deepEqual(await client.receive(), [String(128 * 1024)]);
    sendFrames(5);
    assert.equal((await client.closed()).code, 1009);
  },
);

behaviour(
  'clients may also speak wss at the same address',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api.html',
    fidelity: 'differs',
    note: 'The printed address is ws://; the certificate of wss:// is one of the run that only functions trust',
  },
  async (t) => {
    const { loopbackCertificate } = await import('../../../http/loopback-certificate.ts');
    const cloud = await startTemplate(t, template);
    const url = cloud.outputs.SocketUrl?.replace('ws://', 'wss://');
    const { cert } = await loopbackCertificate();
    const client = await SocketClient.connect(t, url, { ca: cert });
    client.send('hello');
    assert.deepEqual(await client.receive(), ['5']);
    await assert.rejects(SocketClient.connect(t, url), /self-signed certificate/);
  },
);
