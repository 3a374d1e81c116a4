import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { below, fieldsOf } from '../../../testing/event-fields.ts';
import { webSocketApi, webSocketUrls } from '../../../testing/gateway-templates.ts';
import { SocketClient } from '../../../testing/socket-client.ts';
import { functionResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway WebSocket API', import.meta.filename);

/** In the context of every event; the page lists them as variables. */
const always = below(
  'requestContext',
  ...['accountId', 'apiId', 'connectedAt', 'connectionId', 'domainName', 'eventType', 'extendedRequestId'],
  ...['identity.sourceIp', 'identity.userAgent', 'messageDirection', 'requestId', 'requestTime'],
  ...['requestTimeEpoch', 'routeKey', 'stage'],
);

behaviour(
  'the events of connecting, of a message and of disconnecting have every field that the page lists for them',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: functionResource(
          `exports.handler = async (event) => { console.log(JSON.stringify(event)); return { statusCode: 200 }; };`,
        ),
        ...webSocketApi({ $connect: {}, $default: {}, $disconnect: {} }),
      },
      Outputs: { ...webSocketUrls, Api: { Value: { Ref: 'Sockets' } } },
    });
    const watch = new Watch(cloud);
    const client = await SocketClient.connect(t, `${cloud.outputs.SocketUrl}?user=ann`, {
      headers: { 'User-Agent': 'tester' },
    });
    await watch.first('log-line', 'Function', 1);
    client.send('hello');
    await watch.first('log-line', 'Function', 2);
    client.socket.close(1000, 'done');
    const events = (await watch.first('log-line', 'Function', 3)).map(({ line }) => JSON.parse(line));
    const open = ['headers', 'multiValueHeaders', 'queryStringParameters', 'multiValueQueryStringParameters'];
    const [connect, message, disconnect] = events.map((event) => fieldsOf(event, open));
    assert.deepEqual(connect, [...always, ...open, 'isBase64Encoded'].sort());
    assert.deepEqual(message, [...always, 'body', 'isBase64Encoded', 'requestContext.messageId'].sort());
    assert.deepEqual(
      disconnect,
      [
        ...always,
        'isBase64Encoded',
        ...below('requestContext', 'disconnectReason', 'disconnectStatusCode'),
      ].sort(),
    );
    for (const { requestContext } of events) {
      assert.equal(requestContext.requestId, requestContext.extendedRequestId);
      assert.match(requestContext.requestId, /^[\w-]{15}=$/);
      assert.match(requestContext.connectionId, /^[\w-]+=$/);
      assert.match(requestContext.requestTime, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
      assert.ok(Number.isInteger(requestContext.requestTimeEpoch));
      assert.ok(Number.isInteger(requestContext.connectedAt));
      assert.equal(requestContext.apiId, cloud.outputs.Api);
      assert.equal(requestContext.identity.userAgent, 'tester');
      assert.equal(requestContext.stage, 'prod');
    }
  },
);
