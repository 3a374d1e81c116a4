import assert from 'node:assert/strict';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  TagResourceCommand,
} from '@aws-sdk/client-sns';
import { arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTopic, subscription, topicArn } from '../../testing/topic.ts';

const behaviour = behavioursOf('SNS', import.meta.filename);
const api = 'https://docs.aws.amazon.com/sns/latest/api';
const guide = 'https://docs.aws.amazon.com/sns/latest/dg';

behaviour(
  'a topic with a MaximumMessageSize of up to 1 MiB takes messages and batches of this size',
  { source: `${guide}/large-message-payloads.html` },
  async (t) => {
    const { sns, publish, receive } = await startTopic(t, {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { MaximumMessageSize: 1_048_576 } },
      ToQueue: subscription('Queue', { RawMessageDelivery: true }),
    });
    await publish('x'.repeat(1_048_576));
    assert.equal((await receive('Queue', 5))[0]?.Body?.length, 1_048_576);
    await assert.rejects(publish('x'.repeat(1_048_577)), { name: 'InvalidParameterException' });
    const batch = (length: number) =>
      sns.send(
        new PublishBatchCommand({
          TopicArn: topicArn,
          PublishBatchRequestEntries: ['a', 'b'].map((Id) => ({ Id, Message: 'x'.repeat(length) })),
        }),
      );
    assert.equal((await batch(512 * 1024)).Successful?.length, 2);
    await assert.rejects(batch(512 * 1024 + 1), { name: 'BatchRequestTooLongException' });
    const set = (AttributeValue: string) =>
      sns.send(
        new SetTopicAttributesCommand({
          TopicArn: topicArn,
          AttributeName: 'MaximumMessageSize',
          AttributeValue,
        }),
      );
    for (const wrong of ['1023', '1048577', 'much'])
      await assert.rejects(set(wrong), { name: 'InvalidParameterException' }, wrong);
    await set('1024');
    await assert.rejects(publish('x'.repeat(1_025)), { name: 'InvalidParameterException' });
  },
);

behaviour(
  'a topic with a MaximumMessageSize above 256 KiB has subscriptions of queues and functions only',
  { source: `${guide}/large-message-payloads.html` },
  async (t) => {
    const { sns } = await startTopic(t, {});
    const refused = { name: 'InvalidParameterException', message: /MaximumMessageSize above 256 KiB/ };
    const set = (AttributeValue: string) =>
      sns.send(
        new SetTopicAttributesCommand({
          TopicArn: topicArn,
          AttributeName: 'MaximumMessageSize',
          AttributeValue,
        }),
      );
    const subscribe = () =>
      sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'email', Endpoint: 'ops@example.com' }));
    await set('262145');
    await assert.rejects(subscribe(), refused);
    await set('262144');
    await subscribe();
    await assert.rejects(set('262145'), refused);
  },
);

behaviour(
  'an attribute that a topic cannot have is refused, when it is made and later',
  {
    source: `${api}/API_CreateTopic.html`,
    fidelity: 'differs',
    note: 'FIFO topics are refused; policies, keys, signatures and the logging of deliveries are taken without effect.',
  },
  async (t) => {
    const { sns } = await startTopic(t, {});
    const refused = { name: 'InvalidParameterException' };
    for (const [AttributeName, AttributeValue] of [
      ['Unknown', 'x'],
      ['FifoTopic', 'true'],
      ['ContentBasedDeduplication', 'true'],
    ] as const) {
      const Attributes = { [AttributeName]: AttributeValue };
      await assert.rejects(sns.send(new CreateTopicCommand({ Name: 'other', Attributes })), refused);
      await assert.rejects(
        sns.send(new SetTopicAttributesCommand({ TopicArn: topicArn, AttributeName, AttributeValue })),
        refused,
      );
    }
    const ordered = { ContentBasedDeduplication: 'true', FifoTopic: 'true' };
    await assert.rejects(sns.send(new CreateTopicCommand({ Name: 'other.fifo', Attributes: ordered })), {
      message: /FifoTopic true is not emulated: give false, or leave it out$/,
    });
    const { TopicArn } = await sns.send(
      new CreateTopicCommand({ Name: 'other', Attributes: { DisplayName: 'Orders' } }),
    );
    await sns.send(
      new SetTopicAttributesCommand({ TopicArn, AttributeName: 'TracingConfig', AttributeValue: 'Active' }),
    );
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    assert.deepEqual([Attributes?.DisplayName, Attributes?.TracingConfig], ['Orders', 'Active']);
  },
);

behaviour(
  'the policy that masks what is in messages is refused by name, and no topic is made',
  {
    source: `${api}/API_CreateTopic.html`,
    fidelity: 'differs',
    note: 'AWS masks or denies what the policy names, for who used it before it was closed to others.',
  },
  async (t) => {
    const { sns } = await startTopic(t, {});
    await assert.rejects(
      sns.send(new CreateTopicCommand({ Name: 'masked', DataProtectionPolicy: '{"Statement":[]}' })),
      {
        name: 'InvalidParameterException',
        message: 'Invalid parameter: DataProtectionPolicy Reason: not emulated in this call: leave it out',
      },
    );
    const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
    assert.deepEqual(Topics, [{ TopicArn: topicArn }]);
  },
);

behaviour(
  'a subscription is confirmed unless it is to be ended by its owners only, which is refused by name',
  {
    source: `${api}/API_ConfirmSubscription.html`,
    fidelity: 'differs',
    note: 'Everybody may end a subscription, and its token is its ARN: AWS sends a token to the endpoint.',
  },
  async (t) => {
    const { sns } = await startTopic(t, { ToQueue: subscription('Queue') });
    const { Subscriptions: [made] = [] } = await sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }),
    );
    const Token = made?.SubscriptionArn;
    const confirm = async (AuthenticateOnUnsubscribe?: string) =>
      (
        await sns.send(
          new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token, AuthenticateOnUnsubscribe }),
        )
      ).SubscriptionArn;
    await assert.rejects(confirm('true'), {
      name: 'InvalidParameterException',
      message: 'Invalid parameter: AuthenticateOnUnsubscribe Reason: not emulated in this call: leave it out',
    });
    assert.deepEqual([await confirm('false'), await confirm()], [Token, Token]);
  },
);

behaviour(
  'of a topic that is not there neither subscriptions nor tags are given',
  { source: `${api}/API_ListSubscriptionsByTopic.html` },
  async (t) => {
    const { sns } = await startTopic(t, {});
    const ResourceArn = arnOf('sns', 'nowhere');
    await assert.rejects(sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: ResourceArn })), {
      name: 'NotFoundException',
    });
    const notThere = { name: 'ResourceNotFoundException' };
    await assert.rejects(sns.send(new ListTagsForResourceCommand({ ResourceArn })), notThere);
    await assert.rejects(
      sns.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] })),
      notThere,
    );
  },
);
