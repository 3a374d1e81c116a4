import assert from 'node:assert/strict';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startMetrics } from '../../testing/metrics.ts';
import { queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const scaled = {
  source: `${guide}/sqs-available-cloudwatch-metrics.html`,
  fidelity: 'modelled' as const,
  note: 'Minutes, and ages with them, are as long as the setting timeScale says.',
};

const Outputs = { Queue: { Value: { Ref: 'Queue' } }, Dlq: { Value: { Ref: 'Dlq' } } };
const ofQueue = { QueueName: 'Test-Queue' };

behaviour(
  'a queue tells each minute what waits, what is in flight, what came and went, and how old the oldest message is',
  scaled,
  async (t) => {
    const { cloud, sqs, until } = await startMetrics(
      t,
      { Queue: queueResource() },
      {
        Outputs: { Queue: { Value: { Ref: 'Queue' } } },
      },
    );
    const QueueUrl = cloud.outputs.Queue;
    for (const MessageBody of ['a', 'b', 'cde'])
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const [first, second] = [
      await sqs.send(new ReceiveMessageCommand({ QueueUrl })),
      await sqs.send(new ReceiveMessageCommand({ QueueUrl })),
    ];
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first.Messages?.[0]?.ReceiptHandle }));
    assert.ok(second.Messages);
    const is = (value: number) => (found: number) => found === value;
    const of = (name: string) => `AWS/SQS ${name}`;
    assert.equal(await until(of('NumberOfMessagesSent'), 'Sum', ofQueue, is(3)), 'Count');
    await until(of('NumberOfMessagesReceived'), 'Sum', ofQueue, is(2));
    await until(of('NumberOfMessagesDeleted'), 'Sum', ofQueue, is(1));
    assert.equal(await until(of('SentMessageSize'), 'Sum', ofQueue, is(5)), 'Bytes');
    await until(of('ApproximateNumberOfMessagesVisible'), 'Maximum', ofQueue, (most) => most >= 1);
    await until(of('ApproximateNumberOfMessagesNotVisible'), 'Maximum', ofQueue, (most) => most >= 1);
    // Five minutes of the cloud's time.
    const unit = await until(of('ApproximateAgeOfOldestMessage'), 'Maximum', ofQueue, (most) => most >= 300);
    assert.equal(unit, 'Seconds');
  },
);

behaviour(
  'what SQS itself moves to a dead-letter queue is visible there, and does not count as sent',
  scaled,
  async (t) => {
    const { cloud, sqs, until, statistic } = await startMetrics(
      t,
      {
        Queue: queueResource({ VisibilityTimeout: 0 }, { queue: 'Dlq', maxReceiveCount: 1 }),
        Dlq: queueResource(),
      },
      { Outputs },
    );
    const QueueUrl = cloud.outputs.Queue;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    for (let time = 1; time <= 2; time += 1) await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const ofDlq = { QueueName: 'Test-Dlq' };
    await until('AWS/SQS ApproximateNumberOfMessagesVisible', 'Maximum', ofDlq, (most) => most === 1);
    assert.equal(await statistic('AWS/SQS NumberOfMessagesSent', 'Sum', ofDlq), undefined);
    await until('AWS/SQS NumberOfEmptyReceives', 'Sum', ofQueue, (count) => count === 1);
  },
);

behaviour(
  'the age of a dead-letter queue’s oldest message counts from when it was moved there, however often the source queue had delivered it',
  { ...scaled, source: `${guide}/setting-up-dead-letter-queue-retention.html` },
  async (t) => {
    const { cloud, sqs, watch, until, statistic } = await startMetrics(
      t,
      {
        Queue: queueResource({ VisibilityTimeout: 0 }, { queue: 'Dlq', maxReceiveCount: 3 }),
        Dlq: queueResource(),
      },
      { Outputs },
    );
    const QueueUrl = cloud.outputs.Queue;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    const age = 'AWS/SQS ApproximateAgeOfOldestMessage';
    // Ten minutes of the cloud's time in the source queue.
    await until(age, 'Maximum', ofQueue, (most) => most >= 600);
    for (let time = 1; time <= 4; time += 1) await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    assert.equal(watch.of('message-dead-lettered')[0]?.receiveCount, 3);
    const ofDlq = { QueueName: 'Test-Dlq' };
    await until(age, 'Maximum', ofDlq, (most) => most >= 60);
    assert.ok(((await statistic(age, 'Minimum', ofDlq))?.value ?? 600) < 600);
  },
);

behaviour(
  'a message that was received three times is left out of a standard queue’s age',
  scaled,
  async (t) => {
    const { cloud, sqs, until, statistic } = await startMetrics(
      t,
      { Queue: queueResource({ VisibilityTimeout: 0 }) },
      {
        Outputs: { Queue: { Value: { Ref: 'Queue' } } },
      },
    );
    const QueueUrl = cloud.outputs.Queue;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    const age = 'AWS/SQS ApproximateAgeOfOldestMessage';
    await until(age, 'SampleCount', ofQueue, (count) => count >= 1);
    for (let time = 1; time <= 3; time += 1) await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const ages = async () => (await statistic(age, 'SampleCount', ofQueue))?.value ?? 0;
    const before = await ages();
    // Minutes go by in which the queue is there; at most one of them had begun before.
    const visible = 'AWS/SQS ApproximateNumberOfMessagesVisible';
    const minutes = (await statistic(visible, 'SampleCount', ofQueue))?.value ?? 0;
    await until(visible, 'SampleCount', ofQueue, (count) => count >= minutes + 3);
    assert.ok((await ages()) <= before + 1);
  },
);
