import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { webSocketApi, webSocketUrls } from '../../../testing/gateway-templates.ts';
import { SocketClient } from '../../../testing/socket-client.ts';
import { SteppedTime } from '../../../testing/stepped-time.ts';
import { functionResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';
import { limitLifetime } from './connection-lifetime.ts';

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

/** A connection for whose lifetime a test steps through hours, and how it was closed. */
function steppedConnection() {
  const time = new SteppedTime();
  const ended = new AbortController();
  const closedWith: number[] = [];
  const connection = {
    lastActiveAt: time.now(),
    closed: ended.signal,
    close(code: number) {
      closedWith.push(code);
      ended.abort();
    },
  };
  limitLifetime(connection, {
    secondsSince: (milliseconds) => (time.now() - milliseconds) / 1_000,
    wait: (seconds, signal) =>
      new Promise((resolve) => {
        const callOff = time.after(seconds * 1_000, () => resolve(true));
        signal?.addEventListener('abort', () => {
          callOff();
          resolve(false);
        });
      }),
  });
  return {
    closedWith,
    /** A minute goes by; with a message at its end. */
    async minute({ message }: { message: boolean }): Promise<void> {
      time.step({ minutes: 1 });
      if (message) connection.lastActiveAt = time.now();
      // What waited for that time goes on.
      await setImmediate();
    },
  };
}

behaviour(
  'a connection idle for ten minutes is closed with 1001; one with messages is not',
  { source: codes, fidelity: 'modelled', note: 'Time is scaled by timeScale' },
  async (t) => {
    const idle = steppedConnection();
    for (let minute = 1; minute <= 9; minute += 1) await idle.minute({ message: minute === 3 });
    assert.deepEqual(idle.closedWith, []);
    for (let minute = 10; minute <= 12; minute += 1) await idle.minute({ message: false });
    assert.deepEqual(idle.closedWith, []);
    await idle.minute({ message: false });
    assert.deepEqual(idle.closedWith, [1001]);

    // Ten minutes pass in 60 ms.
    const cloud = await startTemplate(t, template, { timeScale: 0.0001 });
    const watch = new Watch(cloud);
    const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    assert.equal((await client.closed()).code, 1001);
    const [closed] = await watch.first('connection-closed');
    assert.match(closed?.reason ?? '', /^1001/);
  },
);

behaviour(
  'after two hours a connection is closed with 1001, whatever goes on in it',
  { source: quotas, fidelity: 'modelled', note: 'Time is scaled by timeScale' },
  async () => {
    const { closedWith, minute } = steppedConnection();
    for (let passed = 1; passed <= 119; passed += 1) await minute({ message: true });
    assert.deepEqual(closedWith, []);
    await minute({ message: true });
    assert.deepEqual(closedWith, [1001]);
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
