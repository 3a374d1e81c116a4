import assert from 'node:assert/strict';
import { PublishBatchCommand, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTopic, subscription, topicArn } from '../../testing/topic.ts';

const behaviour = behavioursOf('SNS', import.meta.filename);

behaviour(
  'a batch of up to ten messages is published, and each answered on its own',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html' },
  async (t) => {
    const { sns, watch } = await startTopic(t, { ToQueue: subscription('Queue') });
    const entry = (Id: string, Message: string) => ({ Id, Message });
    const { Successful = [], Failed = [] } = await sns.send(
      new PublishBatchCommand({
        TopicArn: topicArn,
        PublishBatchRequestEntries: [
          entry('a', 'one'),
          { ...entry('b', 'two'), Subject: 'in\ntwo lines' },
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
    const half = 'x'.repeat(128 * 1024);
    await assert.rejects(
      sns.send(
        new PublishBatchCommand({
          TopicArn: topicArn,
          PublishBatchRequestEntries: [entry('a', half), entry('b', `${half}x`)],
        }),
      ),
      { name: 'BatchRequestTooLongException' },
    );
  },
);

behaviour(
  'a message of more than 256 KiB is refused, as is one for a topic that does not exist',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html' },
  async (t) => {
    const { publish } = await startTopic(t, {});
    await publish('x'.repeat(256 * 1024));
    await assert.rejects(publish('x'.repeat(256 * 1024 + 1)), { name: 'InvalidParameterException' });
    await assert.rejects(publish('x', { TopicArn: arnOf('sns', 'nowhere') }), { name: 'NotFoundException' });
  },
);

behaviour(
  'with the message structure json every protocol gets its own text',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html' },
  async (t) => {
    const { publish, receive } = await startTopic(t, {
      ToQueue: subscription('Queue', { RawMessageDelivery: true }),
    });
    await publish(JSON.stringify({ default: 'for all', sqs: 'for queues' }), { MessageStructure: 'json' });
    assert.equal((await receive('Queue', 5))[0]?.Body, 'for queues');
  },
);

behaviour(
  'with the message structure json a protocol whose value is no text gets the text for all',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html' },
  async (t) => {
    const { publish, receive } = await startTopic(t, {
      ToQueue: subscription('Queue', { RawMessageDelivery: true }),
    });
    await publish(JSON.stringify({ default: 'for all', sqs: { a: 1 } }), { MessageStructure: 'json' });
    assert.equal((await receive('Queue', 5))[0]?.Body, 'for all');
    for (const wrong of ['no JSON', '{"sqs":"x"}', '{"default":1}', 'null'])
      await assert.rejects(publish(wrong, { MessageStructure: 'json' }), {
        name: 'InvalidParameterException',
      });
  },
);

behaviour(
  'a queue can be subscribed at run time',
  {
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
    fidelity: 'differs',
    note: 'What is for people and web servers is told in the stream of events only. Firehose, mobile push and FIFO topics are refused.',
  },
  async (t) => {
    const { sns, publish, receive } = await startTopic(t, {});
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
    await assert.rejects(
      sns.send(
        new SubscribeCommand({ TopicArn: topicArn, Protocol: 'firehose', Endpoint: 'arn:aws:firehose' }),
      ),
      /not to firehose/,
    );
  },
);

behaviour(
  'what a message may not have is refused',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html' },
  async (t) => {
    const { publish, sns } = await startTopic(t, {});
    const invalid: Partial<PublishCommand['input']>[] = [
      { Subject: 'x'.repeat(100) },
      { Subject: 'two\nlines' },
      { Subject: 'a bell \u0007' },
      { MessageGroupId: 'two words' },
      { MessageDeduplicationId: 'only for FIFO topics' },
      { MessageStructure: 'xml' },
      { TargetArn: topicArn },
    ];
    for (const more of invalid)
      await assert.rejects(publish('x', more), { name: 'InvalidParameterException' }, JSON.stringify(more));
    await publish('x', { Subject: 'Größe: 5 €' });
    await publish('x', { Subject: 'x'.repeat(99) });
    await assert.rejects(sns.send(new PublishCommand({ PhoneNumber: '+4912345678', Message: 'x' })), {
      name: 'InvalidParameterException',
    });
  },
);

behaviour(
  'message attributes that are none are refused',
  { source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html' },
  async (t) => {
    const { publish } = await startTopic(t, {});
    const value = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });
    const refused: Record<string, { DataType: string; StringValue: string }>[] = [
      { a: value('') },
      { a: value('x', 'Text') },
      { a: value('abc', 'Number') },
      { a: value('not a list', 'String.Array') },
      { a: value('[{}]', 'String.Array') },
      { 'a b': value('x') },
      { '.a': value('x') },
      { 'a.': value('x') },
      { 'a..b': value('x') },
      { 'AWS.a': value('x') },
      { ['n'.repeat(257)]: value('x') },
    ];
    for (const MessageAttributes of refused)
      await assert.rejects(
        publish('x', { MessageAttributes }),
        { name: 'InvalidParameterValueException' },
        JSON.stringify(MessageAttributes),
      );
    await publish('x', {
      MessageAttributes: { a: value('["x", 1, true, null]', 'String.Array'), b: value('1.5', 'Number') },
    });
  },
);

for (const raw of [true, false])
  behaviour(
    `a queue gets the message group of a standard topic’s message, ${raw ? 'raw' : 'in an envelope'}`,
    { source: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html' },
    async (t) => {
      const { publish, sqs, cloud } = await startTopic(t, {
        ToQueue: subscription('Queue', { RawMessageDelivery: raw }),
      });
      await publish('x', { MessageGroupId: 'tenant' });
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: cloud.outputs.Queue,
          MessageSystemAttributeNames: ['All'],
          WaitTimeSeconds: 5,
        }),
      );
      assert.equal(Messages?.[0]?.Attributes?.MessageGroupId, 'tenant');
    },
  );
