import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { Cloud } from '../../../cloud.ts';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { webSocketApi, webSocketUrls } from '../../../testing/gateway-templates.ts';
import { SocketClient } from '../../../testing/socket-client.ts';
import { functionResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway WebSocket API', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html';

const fn = functionResource(`exports.handler = async () => ({ statusCode: 200 });`);

const template = (code = fn) => ({
  Resources: { Function: code, ...webSocketApi({ $connect: {}, $default: {}, $disconnect: {} }) },
  Outputs: webSocketUrls,
});

function managementOf(t: TestContext, cloud: Cloud) {
  const client = new ApiGatewayManagementApiClient({
    endpoint: cloud.outputs.CallbackUrl as string,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(() => client.destroy());
  return client;
}

async function connected(t: TestContext) {
  const cloud = await startTemplate(t, template());
  const watch = new Watch(cloud);
  const client = await SocketClient.connect(t, cloud.outputs.SocketUrl, {
    headers: { 'user-agent': 'mine' },
  });
  const [opened] = await watch.first('connection-opened');
  return { cloud, watch, client, api: managementOf(t, cloud), ConnectionId: opened?.connectionId ?? '' };
}

/** As the developer guide’s example, which makes its endpoint of the event. */
const guideExample = `
const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require('@aws-sdk/client-apigatewaymanagementapi');
exports.handler = async (event) => {
  const { domainName, stage, connectionId, routeKey } = event.requestContext;
  if (routeKey !== '$default') return { statusCode: 200 };
  const client = new ApiGatewayManagementApiClient({ endpoint: \`https://\${domainName}/\${stage}\` });
  await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: 'Hello!' }));
  return { statusCode: 200 };
};`;

behaviour(
  'a function posts to its caller at https://<domainName>/<stage> of the event',
  {
    source,
    fidelity: 'modelled',
    note: 'The domain name is a loopback port that takes https with a certificate of the run, which functions trust',
  },
  async (t) => {
    const cloud = await startTemplate(t, template(functionResource(guideExample, { Timeout: 20 })));
    const watch = new Watch(cloud);
    const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    client.send('anything');
    assert.deepEqual(await client.receive(), ['Hello!']);
    const posted = watch.of('request-received').find(({ path }) => path.includes('/@connections/'));
    const invocations = watch.of('invocation-started').map(({ invocationId }) => invocationId);
    assert.equal(posted?.invocationId, invocations.at(-1));
  },
);

behaviour('POST sends a message to a connection', { source }, async (t) => {
  const { api, client, ConnectionId } = await connected(t);
  await api.send(new PostToConnectionCommand({ ConnectionId, Data: 'one' }));
  await api.send(new PostToConnectionCommand({ ConnectionId, Data: new TextEncoder().encode('zwei €') }));
  assert.deepEqual(await client.receive(2), ['one', 'zwei €']);
});

behaviour('GET tells when a connection was made and last active, and of whom', { source }, async (t) => {
  const { api, ConnectionId } = await connected(t);
  const got = await api.send(new GetConnectionCommand({ ConnectionId }));
  assert.ok(got.ConnectedAt && got.LastActiveAt && got.ConnectedAt <= got.LastActiveAt);
  assert.equal(got.Identity?.SourceIp, '127.0.0.1');
  assert.equal(got.Identity?.UserAgent, 'mine');
});

behaviour('a message makes a connection active again', { source }, async (t) => {
  const { api, client, ConnectionId } = await connected(t);
  const lastActive = async () =>
    (await api.send(new GetConnectionCommand({ ConnectionId }))).LastActiveAt?.getTime() ?? 0;
  const before = await lastActive();
  while (Date.now() <= before) await setImmediate();
  client.send('still here');
  while ((await lastActive()) <= before) await setImmediate();
});

behaviour('DELETE closes a connection', { source }, async (t) => {
  const { api, client, watch, ConnectionId } = await connected(t);
  await api.send(new DeleteConnectionCommand({ ConnectionId }));
  await client.closed();
  await watch.first('connection-closed');
});

behaviour('a connection that is gone, or never was, answers 410 GoneException', { source }, async (t) => {
  const { api, client, watch, ConnectionId } = await connected(t);
  client.socket.close();
  await watch.first('connection-closed');
  for (const command of [
    new PostToConnectionCommand({ ConnectionId, Data: 'late' }),
    new PostToConnectionCommand({ ConnectionId: 'never=', Data: 'x' }),
  ]) {
    await assert.rejects(api.send(command), (error: unknown) => {
      assert.ok(error instanceof GoneException);
      assert.equal(error.$metadata.httpStatusCode, 410);
      return true;
    });
  }
  await assert.rejects(api.send(new DeleteConnectionCommand({ ConnectionId })), GoneException);
});

behaviour(
  'a message above 128 KB is refused; one above 32 KB arrives, in several frames',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html',
  },
  async (t) => {
    const { api, client, ConnectionId } = await connected(t);
    const Data = 'ä'.repeat(60 * 1024);
    await api.send(new PostToConnectionCommand({ ConnectionId, Data }));
    assert.deepEqual(await client.receive(), [Data]);
    await assert.rejects(
      api.send(new PostToConnectionCommand({ ConnectionId, Data: 'x'.repeat(128 * 1024 + 1) })),
      (error: unknown) => {
        assert.ok(error instanceof PayloadTooLargeException);
        assert.equal(error.$metadata.httpStatusCode, 413);
        return true;
      },
    );
  },
);

behaviour('a call that is not signed gets 403', { source }, async (t) => {
  const { cloud, client, ConnectionId } = await connected(t);
  const response = await fetch(
    `${cloud.outputs.CallbackUrl}/@connections/${encodeURIComponent(ConnectionId)}`,
    {
      method: 'POST',
      body: 'x',
    },
  );
  assert.equal(response.status, 403);
  assert.deepEqual(client.messages, []);
});

behaviour(
  'a connection cannot be posted to before the $connect route has let it in',
  { source },
  async (t) => {
    const early = functionResource(
      `
const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require('@aws-sdk/client-apigatewaymanagementapi');
exports.handler = async ({ requestContext: { domainName, stage, connectionId: ConnectionId } }) => {
  const client = new ApiGatewayManagementApiClient({ endpoint: 'https://' + domainName + '/' + stage, maxAttempts: 1 });
  try {
    await client.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }));
  } catch (error) {
    console.log(error.name);
  }
  return { statusCode: 200 };
};`,
      { Timeout: 20 },
    );
    const cloud = await startTemplate(t, {
      Resources: { Function: early, ...webSocketApi({ $connect: {} }) },
      Outputs: webSocketUrls,
    });
    const watch = new Watch(cloud);
    await SocketClient.connect(t, cloud.outputs.SocketUrl);
    assert.equal((await watch.first('log-line'))[0]?.line, 'GoneException');
  },
);
