import assert from 'node:assert/strict';
import { SetSubscriptionAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { plan, refusalOf, stackOf } from '../../testing/planned.ts';
import { queueResource } from '../../testing/templates.ts';
import { startTopic, subscription, topicArn } from '../../testing/topic.ts';

const behaviour = behavioursOf('SNS', import.meta.filename);
const api = 'https://docs.aws.amazon.com/sns/latest/api';
const guide = 'https://docs.aws.amazon.com/sns/latest/dg';

const told: [protocol: string, endpoint: string][] = [
  ['email', 'ops@example.com'],
  ['email-json', 'ops@example.com'],
  ['sms', '+14155550100'],
  ['http', 'http://example.com/hook'],
  ['https', 'https://example.com/hook'],
];

for (const [Protocol, Endpoint] of told)
  behaviour(
    `a message for ${Protocol} is told in the stream of events`,
    {
      source: `${api}/API_Subscribe.html`,
      fidelity: 'differs',
      note: 'Nothing leaves this machine, and the recipient’s confirmation is taken as given.',
    },
    async (t) => {
      const { publish, watch } = await startTopic(t, {
        Told: subscription('Queue', { Protocol, Endpoint }),
      });
      await publish('the disk is full', { Subject: 'Alarm' });
      const [delivered] = await watch.first('event-delivered', 'Topic');
      assert.equal(delivered?.to, Endpoint);
      assert.equal(
        watch.of('log-line', 'Topic')[0]?.line,
        `${Protocol} to ${Endpoint}: Alarm: the disk is full`,
      );
    },
  );

behaviour(
  'a subscription that SNS would refuse is refused',
  { source: `${api}/API_Subscribe.html` },
  async (t) => {
    const { sns } = await startTopic(t, {});
    const queue = arnOf('sqs', 'Test-Queue');
    const refused: [Protocol: string, Endpoint: string, Attributes?: Record<string, string>][] = [
      ['email', 'nobody'],
      ['http', 'https://example.com'],
      ['sqs', 'Test-Queue'],
      ['lambda', queue],
      ['sqs', arnOf('sqs', 'Test-Queue.fifo')],
      ['sqs', queue, { Unknown: 'x' }],
      ['sqs', queue, { RawMessageDelivery: 'yes' }],
      ['email', 'ops@example.com', { RawMessageDelivery: 'true' }],
      ['sqs', queue, { FilterPolicyScope: 'Everything' }],
      ['sqs', queue, { FilterPolicy: '{"a":"b"}' }],
      ['sqs', queue, { FilterPolicy: 'no JSON' }],
      ['sqs', queue, { FilterPolicy: '{"a":{"b":["c"]}}' }],
      ['sqs', queue, { FilterPolicy: '{"$or":[{"a":["b"]},{"a":{"b":["c"]}}]}' }],
      ['sqs', queue, { RedrivePolicy: '{}' }],
      ['sqs', queue, { RedrivePolicy: 'no JSON' }],
    ];
    for (const [Protocol, Endpoint, Attributes] of refused)
      await assert.rejects(
        sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol, Endpoint, Attributes })),
        { name: 'InvalidParameterException' },
        JSON.stringify([Protocol, Endpoint, Attributes]),
      );
  },
);

behaviour(
  'an attribute of a subscription can be set, and is checked as when it was made',
  { source: `${api}/API_SetSubscriptionAttributes.html` },
  async (t) => {
    const { sns, publish, receive } = await startTopic(t, {});
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: arnOf('sqs', 'Test-Queue') }),
    );
    const set = (AttributeName: string, AttributeValue: string) =>
      sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
    for (const [name, value] of [
      ['FilterPolicy', '{"kind":[{"suffix":["a"]}]}'],
      ['FilterPolicyScope', 'Everything'],
      ['RawMessageDelivery', 'yes'],
      ['Unknown', 'x'],
    ] as const)
      await assert.rejects(set(name, value), { name: 'InvalidParameterException' }, name);
    await set('RawMessageDelivery', 'True');
    await publish('hello');
    assert.equal((await receive('Queue', 5))[0]?.Body, 'hello');
  },
);

behaviour(
  'the scope of a filter policy has to be set before a nested one, and is kept while it is nested',
  { source: `${guide}/subscription-filter-policy-constraints.html` },
  async (t) => {
    const { sns } = await startTopic(t, {});
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: arnOf('sqs', 'Test-Queue') }),
    );
    const set = (AttributeName: string, AttributeValue: string) =>
      sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
    const nested = '{"order":{"total":[{"numeric":[">",10]}]}}';
    const refused = { name: 'InvalidParameterException', message: /does not support nested filter policy/ };
    await assert.rejects(set('FilterPolicy', nested), refused);
    await set('FilterPolicyScope', 'MessageBody');
    await set('FilterPolicy', nested);
    await assert.rejects(set('FilterPolicyScope', 'MessageAttributes'), refused);
  },
);

behaviour(
  'a subscription of a template that SNS would refuse is refused before anything is made',
  { source: `${api}/API_Subscribe.html` },
  () => {
    const refused: { properties: Record<string, unknown>; message: RegExp }[] = [
      {
        properties: { Endpoint: { 'Fn::GetAtt': ['Fifo', 'Arn'] } },
        message: /FIFO SQS Queues can not be subscribed to standard SNS topics/,
      },
      { properties: { FilterPolicy: { a: { b: ['c'] } } }, message: /does not support nested filter policy/ },
      {
        properties: { Protocol: 'email', Endpoint: 'ops@example.com', RawMessageDelivery: true },
        message: /does not support raw message delivery/,
      },
    ];
    const Resources = {
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Queue: queueResource(),
      Fifo: queueResource({ FifoQueue: true }),
    };
    for (const { properties, message } of refused) {
      const template = { Resources: { ...Resources, Refused: subscription('Queue', properties) } };
      assert.match(refusalOf(stackOf(template)).message, message);
    }
    plan(stackOf({ Resources: { ...Resources, Taken: subscription('Queue') } }));
  },
);
