import assert from 'node:assert/strict';
import type { CloudEventOf } from '../../../../content/event.ts';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { webSocketApi, webSocketUrls } from '../../../testing/gateway-templates.ts';
import { SocketClient } from '../../../testing/socket-client.ts';
import { functionResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway WebSocket API', import.meta.filename);
const connecting =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html';
const routing =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html';
const responding =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html';

/** Logs the event, refuses a connection when the query says so, and answers a message with its route. */
const fn = functionResource(`exports.handler = async (event) => {
  console.log(JSON.stringify(event));
  const { refuse, how } = event.queryStringParameters ?? {};
  if (refuse) return { statusCode: Number(refuse) };
  if (how === 'throw' || event.body?.includes('break')) throw new Error('no');
  return { statusCode: 200, body: 'by ' + event.requestContext.routeKey };
};`);

const eventOf = (line: CloudEventOf<'log-line'> | undefined) => JSON.parse(line?.line ?? '{}');

behaviour(
  'the $connect and $disconnect routes run when a client comes and goes',
  { source: connecting },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: { Function: fn, ...webSocketApi({ $connect: {}, $disconnect: {} }) },
      Outputs: webSocketUrls,
    });
    const watch = new Watch(cloud);
    const client = await SocketClient.connect(t, `${cloud.outputs.SocketUrl}?user=ann`, {
      headers: { 'X-Mine': 'One', 'x-forwarded-for': '203.0.113.9' },
    });
    const [connect] = (await watch.first('log-line', 'Function')).map(eventOf);
    assert.equal(connect.requestContext.eventType, 'CONNECT');
    assert.equal(connect.requestContext.routeKey, '$connect');
    assert.equal(connect.requestContext.stage, 'prod');
    assert.equal(connect.requestContext.messageId, undefined);
    assert.equal(connect.headers['X-Mine'], 'One');
    // Shown in AWS's events: https://github.com/aws/aws-lambda-runtime-interface-emulator/issues/25
    assert.deepEqual(connect.multiValueHeaders['X-Forwarded-For'], ['203.0.113.9, 127.0.0.1']);
    assert.equal(connect.headers['x-forwarded-for'], undefined);
    assert.match(connect.headers['X-Amzn-Trace-Id'], /^Root=1-[\da-f]{8}-[\da-f]{24}$/);
    const { protocol, port } = new URL(cloud.outputs.SocketUrl as string);
    assert.equal(connect.headers['X-Forwarded-Proto'], protocol === 'wss:' ? 'https' : 'http');
    assert.equal(connect.headers['X-Forwarded-Port'], port);
    assert.deepEqual(connect.queryStringParameters, { user: 'ann' });
    const [opened] = await watch.first('connection-opened', 'Sockets');
    assert.equal(opened?.connectionId, connect.requestContext.connectionId);

    client.socket.close(4000, 'enough');
    const [, disconnect] = (await watch.first('log-line', 'Function', 2)).map(eventOf);
    assert.equal(disconnect.requestContext.eventType, 'DISCONNECT');
    assert.equal(disconnect.requestContext.disconnectStatusCode, 4000);
    assert.equal(disconnect.requestContext.disconnectReason, 'enough');
    assert.equal(disconnect.requestContext.connectionId, connect.requestContext.connectionId);
    const [closed] = await watch.first('connection-closed', 'Sockets');
    assert.equal(closed?.reason, '4000 enough');
  },
);

for (const [what, query, status, source] of [
  [
    'a $connect route that answers no 2xx refuses the handshake with its status',
    'refuse=401',
    401,
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html',
  ],
  ['a $connect route that fails refuses the handshake', 'how=throw', 502, connecting],
] as const) {
  behaviour(
    what,
    {
      source,
      ...(status === 502 && {
        fidelity: 'modelled',
        note: 'That the connection is not made is documented, the status is not: here that of a REST API, 502, a setting',
      }),
    },
    async (t) => {
      const cloud = await startTemplate(t, {
        Resources: { Function: fn, ...webSocketApi({ $connect: {} }) },
        Outputs: webSocketUrls,
      });
      const watch = new Watch(cloud);
      await assert.rejects(
        SocketClient.connect(t, `${cloud.outputs.SocketUrl}?${query}`),
        new RegExp(`Unexpected server response: ${status}`),
      );
      assert.equal(watch.of('connection-opened').length, 0);
    },
  );
}

behaviour(
  'a connection is made without a $connect route, but not at a stage that is not there',
  {
    source: connecting,
    fidelity: 'modelled',
    note: 'The status at an unknown stage, 403, is what callers see; AWS does not document it',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: { Function: fn, ...webSocketApi({ $default: {} }) },
      Outputs: webSocketUrls,
    });
    await SocketClient.connect(t, cloud.outputs.SocketUrl);
    await assert.rejects(
      SocketClient.connect(t, cloud.outputs.SocketUrl?.replace('/prod', '/beta')),
      /Unexpected server response: 403/,
    );
  },
);

behaviour(
  'the $connect route chooses the subprotocol',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: functionResource(
          `exports.handler = async ({ headers }) => headers['Sec-WebSocket-Protocol'].split(',').includes('mine') ? { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'mine' } } : { statusCode: 400 };`,
        ),
        ...webSocketApi({ $connect: {} }),
      },
      Outputs: webSocketUrls,
    });
    const client = await SocketClient.connect(t, cloud.outputs.SocketUrl, { protocols: ['other', 'mine'] });
    assert.equal(client.socket.protocol, 'mine');
    await assert.rejects(
      SocketClient.connect(t, cloud.outputs.SocketUrl, { protocols: ['chat1'] }),
      /Unexpected server response: 400/,
    );
  },
);

behaviour(
  'a message goes to the route that the selection expression gives, others and what is no JSON to $default',
  { source: routing },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...webSocketApi({ send: { twoWay: true }, $connect: {}, $default: { twoWay: true } }),
      },
      Outputs: webSocketUrls,
    });
    const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    const rows = [
      ['{"action":"send"}', 'by send'],
      ['{"action":"unknown"}', 'by $default'],
      ['{"action":"$connect"}', 'by $default'],
      ['{}', 'by $default'],
      ['plain text', 'by $default'],
    ] as const;
    for (const [index, [message, answer]] of rows.entries()) {
      client.send(message);
      assert.equal((await client.receive(index + 1))[index], answer, message);
    }
  },
);

behaviour(
  'the event of a message has its body and ids, and nothing of HTTP',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: { Function: fn, ...webSocketApi({ $default: {} }) },
      Outputs: webSocketUrls,
    });
    const watch = new Watch(cloud);
    const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    client.send('hello');
    const [event] = (await watch.first('log-line', 'Function')).map(eventOf);
    assert.equal(event.body, 'hello');
    assert.equal(event.isBase64Encoded, false);
    assert.equal(event.headers, undefined);
    const context = event.requestContext;
    assert.equal(context.eventType, 'MESSAGE');
    assert.equal(context.requestId, context.extendedRequestId);
    assert.equal(typeof context.messageId, 'string');
    assert.equal(context.messageDirection, 'IN');
    assert.equal(context.domainName, new URL(cloud.outputs.SocketUrl as string).host);
    assert.ok(context.connectedAt <= context.requestTimeEpoch);
  },
);

behaviour('a one-way route sends nothing back', { source: responding }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: { Function: fn, ...webSocketApi({ quiet: {}, loud: { twoWay: true } }) },
    Outputs: webSocketUrls,
  });
  const watch = new Watch(cloud);
  const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
  client.send({ action: 'quiet' });
  await watch.first('invocation-ended');
  client.send({ action: 'loud' });
  assert.deepEqual(await client.receive(1), ['by loud']);
});

for (const [what, message, text] of [
  ['no route takes', '{"action":"nowhere"}', 'Forbidden'],
  ['the integration fails on', '{"action":"send","break":1}', 'Internal server error'],
] as const) {
  behaviour(
    `the sender of a message that ${what} is told`,
    {
      source: routing,
      fidelity: 'modelled',
      note: 'AWS documents that "the service returns an error"; its words are those that clients record',
    },
    async (t) => {
      const cloud = await startTemplate(t, {
        Resources: { Function: fn, ...webSocketApi({ send: {} }) },
        Outputs: webSocketUrls,
      });
      const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
      client.send(message);
      const [answer] = await client.receive();
      const { message: told, connectionId, requestId } = JSON.parse(answer ?? '');
      assert.equal(told, text);
      assert.equal(typeof connectionId, 'string');
      assert.equal(typeof requestId, 'string');
    },
  );
}

behaviour(
  'a stage’s throttle holds for messages; connecting has a bucket of its own',
  {
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html',
    fidelity: 'modelled',
    note: 'What the client is told is not documented; here a message Too Many Requests',
  },
  async (t) => {
    const limits = { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 0.01 };
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...webSocketApi({ $default: { twoWay: true } }, { stage: { DefaultRouteSettings: limits } }),
      },
      Outputs: webSocketUrls,
    });
    const client = await SocketClient.connect(t, cloud.outputs.SocketUrl);
    for (const message of ['1', '2', '3']) client.send(message);
    const answers = await client.receive(3);
    assert.equal(answers.filter((each) => each === 'by $default').length, 2);
    assert.equal(answers.filter((each) => each.includes('Too Many Requests')).length, 1);
    await SocketClient.connect(t, cloud.outputs.SocketUrl);
    await assert.rejects(SocketClient.connect(t, cloud.outputs.SocketUrl), /Unexpected server response: 429/);
  },
);
