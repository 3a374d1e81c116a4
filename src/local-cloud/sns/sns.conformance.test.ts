import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { PublishBatchCommand, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteQueueCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { arnOf } from '../account.ts';
import type { CloudSettings } from '../settings.ts';
import type { TemplateResource } from '../template/template.ts';
import { startTemplate } from '../testing/assembly.ts';
import { behavioursOf } from '../testing/behaviour.ts';
import { clientsOf } from '../testing/clients.ts';
import { functionResource, queueResource } from '../testing/templates.ts';
import { Watch } from '../testing/watch.ts';
import { snsRetryDelaysSeconds } from './delivery-policy.ts';

const behaviour = behavioursOf('SNS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/sns/latest/dg';

const topicArn = arnOf('sns', 'Test-Topic');

const subscription = (
  to: 'Queue' | 'Function',
  properties: Record<string, unknown> = {},
): TemplateResource => ({
  Type: 'AWS::SNS::Subscription',
  Properties: {
    TopicArn: { Ref: 'Topic' },
    Protocol: to === 'Queue' ? 'sqs' : 'lambda',
    Endpoint: { 'Fn::GetAtt': [to, 'Arn'] },
    ...properties,
  },
});

/** A cloud of the topic `Topic`, the queues `Queue` and `Dlq`, and what else is given. */
async function start(
  t: TestContext,
  resources: Record<string, TemplateResource>,
  settings: Partial<CloudSettings> = {},
) {
  const cloud = await startTemplate(
    t,
    {
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Queue: queueResource(),
        Dlq: queueResource(),
        ...resources,
      },
      Outputs: { Queue: { Value: { Ref: 'Queue' } }, Dlq: { Value: { Ref: 'Dlq' } } },
    },
    settings,
  );
  const clients = clientsOf(t, cloud);
  const receive = async (name: 'Queue' | 'Dlq', WaitTimeSeconds = 0): Promise<Message[]> => {
    const { Messages = [] } = await clients.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.outputs[name],
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
        WaitTimeSeconds,
      }),
    );
    return Messages;
  };
  const publish = async (Message: string, more: Partial<PublishCommand['input']> = {}) =>
    (await clients.sns.send(new PublishCommand({ TopicArn: topicArn, Message, ...more })))
      .MessageId as string;
  return { cloud, ...clients, watch: new Watch(cloud), receive, publish };
}

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

behaviour(
  'a subscribed queue gets each message in an envelope of JSON',
  { source: `${guide}/sns-large-payload-raw-message-delivery.html` },
  async (t) => {
    const { publish, receive, watch } = await start(t, { ToQueue: subscription('Queue') });
    const id = await publish('hello', { Subject: 'greeting', MessageAttributes: { kind: text('order') } });
    const [message] = await receive('Queue', 5);
    const envelope = JSON.parse(message?.Body ?? '');
    assert.equal(envelope.Type, 'Notification');
    assert.equal(envelope.MessageId, id);
    assert.equal(envelope.TopicArn, topicArn);
    assert.equal(envelope.Subject, 'greeting');
    assert.equal(envelope.Message, 'hello');
    assert.deepEqual(envelope.MessageAttributes, { kind: { Type: 'String', Value: 'order' } });
    assert.equal(message?.MessageAttributes, undefined);
    assert.equal(watch.of('message-enqueued', 'Queue')[0]?.cause, id);
    const [delivered] = await watch.first('event-delivered', 'Topic');
    assert.deepEqual([delivered?.eventId, delivered?.to], [id, 'Queue']);
  },
);

behaviour(
  'with raw message delivery a queue gets the message as it was published, its attributes as message attributes',
  { source: `${guide}/sns-large-payload-raw-message-delivery.html` },
  async (t) => {
    const { publish, receive } = await start(t, {
      ToQueue: subscription('Queue', { RawMessageDelivery: true }),
    });
    await publish('hello', { MessageAttributes: { kind: text('order') } });
    const [message] = await receive('Queue', 5);
    assert.equal(message?.Body, 'hello');
    assert.equal(message?.MessageAttributes?.kind?.StringValue, 'order');
  },
);

behaviour(
  'a raw message with more than ten attributes is a client error: it is not tried again and goes to the dead-letter queue',
  { source: `${guide}/sns-large-payload-raw-message-delivery.html` },
  async (t) => {
    const { publish, watch } = await start(t, {
      ToQueue: subscription('Queue', {
        RawMessageDelivery: true,
        RedrivePolicy: { deadLetterTargetArn: arnOf('sqs', 'Test-Dlq') },
      }),
    });
    const names = Array.from({ length: 11 }, (_, index) => `a${index}`);
    await publish('hello', { MessageAttributes: Object.fromEntries(names.map((name) => [name, text('x')])) });
    await watch.first('event-given-up', 'Topic');
    assert.deepEqual(watch.of('event-retried'), []);
    assert.deepEqual(watch.of('message-enqueued', 'Queue'), []);
  },
);

behaviour(
  'a subscribed function is invoked asynchronously with one record per message',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html' },
  async (t) => {
    const { publish, watch } = await start(t, {
      Function: functionResource('exports.handler = async (event) => console.log(JSON.stringify(event));'),
      ToFunction: subscription('Function'),
    });
    const id = await publish('hello', { MessageAttributes: { kind: text('order') } });
    const [line] = await watch.first('log-line', 'Function');
    const { Records } = JSON.parse(line?.line ?? '');
    assert.equal(Records.length, 1);
    assert.equal(Records[0].EventSource, 'aws:sns');
    assert.ok(Records[0].EventSubscriptionArn.startsWith(`${topicArn}:`));
    assert.equal(Records[0].Sns.MessageId, id);
    assert.equal(Records[0].Sns.Message, 'hello');
    assert.equal(Records[0].Sns.Subject, null);
    assert.deepEqual(Records[0].Sns.MessageAttributes, { kind: { Type: 'String', Value: 'order' } });
    assert.equal(watch.of('invocation-started')[0]?.trigger, 'sns');
  },
);

behaviour(
  'a topic delivers each message to every subscription',
  { source: `${guide}/sns-common-scenarios.html` },
  async (t) => {
    const { publish, watch } = await start(t, {
      Other: queueResource(),
      ToQueue: subscription('Queue'),
      ToOther: subscription('Queue', { Endpoint: { 'Fn::GetAtt': ['Other', 'Arn'] } }),
    });
    await publish('hello');
    const delivered = await watch.first('event-delivered', 'Topic', 2);
    assert.deepEqual(delivered.map((each) => each.to).sort(), ['Other', 'Queue']);
  },
);

const attribute = (DataType: string, StringValue: string) => ({ DataType, StringValue });

const filters: {
  policy: Record<string, unknown>;
  passes: Record<string, { DataType: string; StringValue: string }>[];
  keptOut: Record<string, { DataType: string; StringValue: string }>[];
}[] = [
  {
    policy: { store: ['shop', 'kiosk'], price: [{ numeric: ['>=', 100] }] },
    passes: [{ store: text('kiosk'), price: attribute('Number', '100') }],
    keptOut: [
      { store: text('kiosk'), price: attribute('Number', '99') },
      { price: attribute('Number', '100') },
    ],
  },
  {
    policy: { interests: [{ 'anything-but': ['rugby', 'tennis'] }] },
    passes: [
      { interests: attribute('String.Array', '["rugby","baseball"]') },
      { interests: text('football') },
    ],
    keptOut: [{ interests: attribute('String.Array', '["rugby"]') }, { interests: text('rugby') }],
  },
  {
    policy: { store: [{ exists: false }] },
    passes: [{ other: text('x') }],
    keptOut: [{ store: text('x') }, {}],
  },
  {
    policy: {
      name: [{ prefix: 'a' }, { suffix: 'z' }, { wildcard: '*mid*' }, { 'equals-ignore-case': 'SAME' }],
    },
    passes: [{ name: text('ab') }, { name: text('yz') }, { name: text('amidst') }, { name: text('same') }],
    keptOut: [{ name: text('b') }],
  },
  {
    policy: { $or: [{ a: ['1'] }, { b: ['2'] }] },
    passes: [{ a: text('1') }, { b: text('2') }],
    keptOut: [{ a: text('2') }],
  },
];

for (const { policy, passes, keptOut } of filters) {
  behaviour(
    `the filter policy ${JSON.stringify(policy)} lets pass what its conditions on the message attributes allow`,
    { source: `${guide}/sns-subscription-filter-policies.html` },
    async (t) => {
      const { publish, watch } = await start(t, { ToQueue: subscription('Queue', { FilterPolicy: policy }) });
      for (const MessageAttributes of [...passes, ...keptOut]) await publish('hello', { MessageAttributes });
      await watch.until(
        () =>
          watch.of('event-delivered').length + watch.of('event-filtered').length ===
          passes.length + keptOut.length,
        'every message is delivered or filtered',
      );
      assert.deepEqual(
        watch.of('event-delivered').map((each) => each.eventId),
        watch
          .of('event-published')
          .slice(0, passes.length)
          .map((each) => each.eventId),
      );
    },
  );
}

behaviour(
  'a filter policy of scope MessageBody looks into a message that is a JSON object',
  { source: `${guide}/sns-message-filtering-scope.html` },
  async (t) => {
    const { publish, watch } = await start(t, {
      ToQueue: subscription('Queue', {
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: { order: { total: [{ numeric: ['>', 10] }] } },
      }),
    });
    const passed = await publish('{"order":{"total":11}}');
    for (const message of ['{"order":{"total":10}}', '{}', 'no JSON']) await publish(message);
    await watch.first('event-filtered', 'Topic', 3);
    await watch.first('event-delivered');
    assert.deepEqual(
      watch.of('event-delivered').map((each) => each.eventId),
      [passed],
    );
  },
);

behaviour(
  'when a subscribed queue fails, delivery is tried again: three times at once, then a second apart, then with back-off',
  {
    source: `${guide}/sns-message-delivery-retries.html`,
    fidelity: 'modelled',
    note: 'Waits are scaled by timeScale, and AWS’s jitter is left out.',
  },
  async (t) => {
    const { cloud, publish, watch, receive } = await start(
      t,
      { ToQueue: subscription('Queue') },
      { timeScale: 0.05 },
    );
    cloud.faults.inject({ resource: 'Queue', fault: 'fail', times: 6 });
    const id = await publish('hello');
    const [delivered] = await watch.first('event-delivered', 'Topic');
    assert.equal(delivered?.eventId, id);
    const retried = watch.of('event-retried', 'Topic');
    assert.deepEqual(
      retried.map((each) => each.attempt),
      [2, 3, 4, 5, 6, 7],
    );
    const waits = retried.map((each, index) => each.at - (retried[index - 1]?.at ?? retried[0]?.at ?? 0));
    // A busy machine makes a wait longer, never shorter: 50 ms stand for a second.
    assert.ok(
      waits.slice(3).every((wait) => wait >= 45),
      waits.join(),
    );
    assert.deepEqual([...snsRetryDelaysSeconds().take(6)], [0, 0, 0, 1, 1, 1]);
    assert.equal((await receive('Queue')).length, 1);
  },
);

behaviour(
  'when the endpoint is gone, nothing is tried again: the message goes to the subscription’s dead-letter queue',
  { source: `${guide}/sns-dead-letter-queues.html` },
  async (t) => {
    const { cloud, sqs, publish, watch, receive } = await start(t, {
      ToQueue: subscription('Queue', {
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dlq', 'Arn'] } },
      }),
    });
    await sqs.send(new DeleteQueueCommand({ QueueUrl: cloud.outputs.Queue }));
    const id = await publish('hello');
    const [givenUp] = await watch.first('event-given-up', 'Topic');
    assert.deepEqual([givenUp?.eventId, givenUp?.to], [id, 'Dlq']);
    assert.deepEqual(watch.of('event-retried'), []);
    const [dead] = await receive('Dlq');
    assert.equal(JSON.parse(dead?.Body ?? '').Message, 'hello');
  },
);

behaviour(
  'a batch of up to ten messages is published, and each answered on its own',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html' },
  async (t) => {
    const { sns, watch } = await start(t, { ToQueue: subscription('Queue') });
    const entry = (Id: string, Message: string) => ({ Id, Message });
    const { Successful = [], Failed = [] } = await sns.send(
      new PublishBatchCommand({
        TopicArn: topicArn,
        PublishBatchRequestEntries: [
          entry('a', 'one'),
          entry('b', 'x'.repeat(256 * 1024 + 1)),
          entry('c', 'three'),
        ],
      }),
    );
    assert.deepEqual([Successful.map((each) => each.Id), Failed.map((each) => each.Id)], [['a', 'c'], ['b']]);
    await watch.first('event-delivered', 'Topic', 2);
    await assert.rejects(
      sns.send(
        new PublishBatchCommand({
          TopicArn: topicArn,
          PublishBatchRequestEntries: Array.from({ length: 11 }, (_, index) => entry(`${index}`, 'x')),
        }),
      ),
      { name: 'TooManyEntriesInBatchRequestException' },
    );
  },
);

behaviour(
  'a message of more than 256 KiB is refused, as is one for a topic that does not exist',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html' },
  async (t) => {
    const { publish } = await start(t, {});
    await publish('x'.repeat(256 * 1024));
    await assert.rejects(publish('x'.repeat(256 * 1024 + 1)), { name: 'InvalidParameterException' });
    await assert.rejects(publish('x', { TopicArn: arnOf('sns', 'nowhere') }), { name: 'NotFoundException' });
  },
);

behaviour(
  'with the message structure json every protocol gets its own text',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html' },
  async (t) => {
    const { publish, receive } = await start(t, {
      ToQueue: subscription('Queue', { RawMessageDelivery: true }),
    });
    await publish(JSON.stringify({ default: 'for all', sqs: 'for queues' }), { MessageStructure: 'json' });
    assert.equal((await receive('Queue', 5))[0]?.Body, 'for queues');
  },
);

behaviour(
  'a queue can be subscribed at run time',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html' },
  async (t) => {
    const { sns, publish, receive } = await start(t, {});
    await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: arnOf('sqs', 'Test-Queue'),
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
    await publish('hello');
    assert.equal((await receive('Queue', 5))[0]?.Body, 'hello');
    // Differs from AWS, where there are more protocols: what would never arrive is refused.
    await assert.rejects(
      sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'email', Endpoint: 'a@example.com' })),
      /not to email/,
    );
  },
);
