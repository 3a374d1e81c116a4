import assert from 'node:assert/strict';
import { PublishBatchCommand, SubscribeCommand } from '@aws-sdk/client-sns';
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
  'a queue can be subscribed at run time',
  {
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
    fidelity: 'differs',
    note: 'Topics deliver to SQS and Lambda. Other protocols, and FIFO topics, are refused.',
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
      sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'email', Endpoint: 'a@example.com' })),
      /not to email/,
    );
  },
);
