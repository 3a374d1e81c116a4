import assert from 'node:assert/strict';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { clientsOf } from '../../../testing/clients.ts';
import { httpApi, httpApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource, queueResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html';

const queueTemplate = (
  queue: Record<string, unknown>,
  parameters: Record<string, unknown>,
  integration: Record<string, unknown> = {},
) => ({
  Resources: {
    Queue: queueResource(queue),
    ...httpApi(['POST /orders'], {
      IntegrationSubtype: 'SQS-SendMessage',
      CredentialsArn: 'arn:aws:iam::000000000000:role/gateway',
      RequestParameters: { QueueUrl: { Ref: 'Queue' }, ...parameters },
      ...integration,
    }),
  },
  Outputs: { ...httpApiUrl, Queue: { Value: { Ref: 'Queue' } } },
});

const post = (url: string | undefined, body: unknown) =>
  fetch(`${url}/orders`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });

behaviour(
  'SQS-SendMessage puts the whole body into the queue, and no function runs',
  {
    source,
    fidelity: 'modelled',
    note: 'AWS does not document the format of the answer’s body; this is the XML of SQS’s Query protocol, which users have recorded',
  },
  async (t) => {
    const cloud = await startTemplate(t, queueTemplate({}, { MessageBody: '$request.body' }));
    const { sqs } = clientsOf(t, cloud);
    const watch = new Watch(cloud);
    const response = await post(cloud.outputs.Url, '{"order":1}');
    assert.equal(response.status, 200);
    const [, messageId] = /<MessageId>(.+)<\/MessageId>/.exec(await response.text()) ?? [];
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: cloud.outputs.Queue }));
    assert.equal(Messages?.[0]?.Body, '{"order":1}');
    assert.equal(Messages?.[0]?.MessageId, messageId);
    const [enqueued] = watch.of('message-enqueued', 'Queue');
    assert.equal(enqueued?.requestId, watch.of('request-received', 'Api')[0]?.requestId);
    assert.equal(watch.of('invocation-started').length, 0);
  },
);

behaviour(
  'SQS-SendMessage takes group, deduplication id and attributes from the request',
  { source },
  async (t) => {
    const cloud = await startTemplate(
      t,
      queueTemplate(
        { FifoQueue: true },
        {
          MessageBody: '$request.body.order',
          MessageGroupId: '$request.body.customer',
          MessageDeduplicationId: '$request.header.idempotency-key',
          MessageAttributes: '$request.body.attributes',
        },
      ),
    );
    const { sqs } = clientsOf(t, cloud);
    for (let time = 0; time < 2; time += 1) {
      const response = await fetch(`${cloud.outputs.Url}/orders`, {
        method: 'POST',
        headers: { 'idempotency-key': 'k-1' },
        body: JSON.stringify({
          order: { id: 1 },
          customer: 'c-1',
          attributes: { kind: { DataType: 'String', StringValue: 'gift' } },
        }),
      });
      assert.equal(response.status, 200);
    }
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.outputs.Queue,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    assert.equal(Messages.length, 1, 'the second has the deduplication id of the first');
    assert.equal(Messages[0]?.Body, '{"id":1}');
    assert.equal(Messages[0]?.Attributes?.MessageGroupId, 'c-1');
    assert.equal(Messages[0]?.Attributes?.MessageDeduplicationId, 'k-1');
    assert.equal(Messages[0]?.MessageAttributes?.kind?.StringValue, 'gift');
  },
);

behaviour('SQS-SendMessage delays a message by DelaySeconds', { source }, async (t) => {
  const cloud = await startTemplate(
    t,
    queueTemplate({}, { MessageBody: '$request.body', DelaySeconds: '1' }),
  );
  const { sqs } = clientsOf(t, cloud);
  assert.equal((await post(cloud.outputs.Url, 'later')).status, 200);
  const receive = async (WaitTimeSeconds: number) =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl: cloud.outputs.Queue, WaitTimeSeconds }))).Messages;
  assert.equal(await receive(0), undefined);
  assert.equal((await receive(5))?.[0]?.Body, 'later');
});

behaviour(
  'a request without what the message needs gets 400, and nothing is sent',
  { source: 'https://github.com/aws-samples/sessions-with-aws-sam/issues/38' },
  async (t) => {
    const cloud = await startTemplate(t, queueTemplate({}, { MessageBody: '$request.body.MessageBody' }));
    const watch = new Watch(cloud);
    for (const body of ['{"other":1}', 'no JSON', '']) {
      const response = await post(cloud.outputs.Url, body);
      assert.equal(response.status, 400, body);
      assert.deepEqual(await jsonOf(response), { message: 'Bad Request' });
    }
    assert.equal(watch.of('message-enqueued').length, 0);
  },
);

behaviour(
  'a response parameter makes 202 Accepted of the queue’s 200',
  { source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html' },
  async (t) => {
    const cloud = await startTemplate(
      t,
      queueTemplate(
        {},
        { MessageBody: '$request.body' },
        {
          ResponseParameters: {
            200: { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '202' }] },
          },
        },
      ),
    );
    assert.equal((await post(cloud.outputs.Url, 'x')).status, 202);
  },
);

behaviour(
  'EventBridge-PutEvents puts an event on the bus, and its rules deliver it',
  { source },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'orders' } },
        Function: functionResource(
          'exports.handler = async (event) => { console.log(JSON.stringify(event)); };',
        ),
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventBusName: { Ref: 'Bus' },
            EventPattern: { source: ['shop'], 'detail-type': ['placed'] },
            Targets: [{ Id: 'f', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } }],
          },
        },
        ...httpApi(['POST /orders'], {
          IntegrationSubtype: 'EventBridge-PutEvents',
          RequestParameters: {
            Detail: '$request.body.detail',
            DetailType: '$request.body.type',
            Source: 'shop',
            EventBusName: { Ref: 'Bus' },
          },
        }),
      },
      Outputs: httpApiUrl,
    });
    const watch = new Watch(cloud);
    const response = await post(cloud.outputs.Url, { type: 'placed', detail: { order: 7 } });
    assert.equal(response.status, 200);
    const answer = await jsonOf(response);
    assert.equal(answer.FailedEntryCount, 0);
    const [published] = await watch.first('event-published', 'Bus');
    assert.equal(published?.eventId, answer.Entries[0].EventId);
    assert.equal(published?.requestId, watch.of('request-received')[0]?.requestId);
    const [line] = await watch.first('log-line', 'Function');
    assert.deepEqual(JSON.parse(line?.line ?? '{}').detail, { order: 7 });
  },
);

behaviour(
  'EventBridge-PutEvents answers 200 also when the entry failed, and says so in the body',
  {
    source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: httpApi(['POST /orders'], {
        IntegrationSubtype: 'EventBridge-PutEvents',
        RequestParameters: { Detail: '$request.body', DetailType: 'placed', Source: 'shop' },
      }),
      Outputs: httpApiUrl,
    });
    const response = await post(cloud.outputs.Url, 'no JSON');
    assert.equal(response.status, 200);
    const answer = await jsonOf(response);
    assert.equal(answer.FailedEntryCount, 1);
    assert.equal(answer.Entries[0].ErrorCode, 'MalformedDetail');
  },
);

behaviour(
  'a QueueUrl without an account is refused when the API is made',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html',
    fidelity: 'differs',
    note: 'AWS makes the API, and every call of it fails',
  },
  async (t) => {
    const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/undefined/orders';
    await assert.rejects(
      startTemplate(t, {
        Resources: httpApi(['POST /orders'], {
          IntegrationSubtype: 'SQS-SendMessage',
          RequestParameters: { QueueUrl, MessageBody: '$request.body' },
        }),
      }),
      /the account is missing: the QueueUrl https:\/\/sqs\S+\/undefined\/orders is not .* Refer to the queue with Ref/,
    );
  },
);
