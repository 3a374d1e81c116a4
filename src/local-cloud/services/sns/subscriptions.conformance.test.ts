import assert from 'node:assert/strict';
import { SetSubscriptionAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTopic, subscription, topicArn } from '../../testing/topic.ts';

const behaviour = behavioursOf('SNS', import.meta.filename);
const api = 'https://docs.aws.amazon.com/sns/latest/api';

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
      ['sqs', queue, { Unknown: 'x' }],
      ['sqs', queue, { RawMessageDelivery: 'yes' }],
      ['email', 'ops@example.com', { RawMessageDelivery: 'true' }],
      ['sqs', queue, { FilterPolicyScope: 'Everything' }],
      ['sqs', queue, { FilterPolicy: '{"a":"b"}' }],
      ['sqs', queue, { FilterPolicy: 'no JSON' }],
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
    await set('RawMessageDelivery', 'true');
    await publish('hello');
    assert.equal((await receive('Queue', 5))[0]?.Body, 'hello');
  },
);
