import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Kernel } from '../../kernel/kernel.ts';
import { kernelSettings } from '../../kernel/settings.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { SteppedTime } from '../../testing/stepped-time.ts';
import { sqsSettings } from './settings.ts';
import { Sqs } from './sqs.ts';

/*
 * What takes minutes, hours or days on AWS takes as long here, and a time that is stepped on shows it at once.
 */

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

async function startQueue(t: TestContext, attributes: Record<string, string> = {}) {
  const time = new SteppedTime();
  const kernel = new Kernel({ settings: kernelSettings, resources: [], time });
  const sqs = await Sqs.start(kernel, sqsSettings);
  const client = new SQSClient({
    endpoint: sqs.address,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(async () => {
    client.destroy();
    await sqs.close();
    kernel.close();
  });
  const name = attributes.FifoQueue === 'true' ? 'queue.fifo' : 'queue';
  sqs.createQueue({ logicalId: 'Queue', name, attributes });
  const QueueUrl = `${sqs.address}/000000000000/${name}`;
  return {
    time,
    client,
    QueueUrl,
    set: (Attributes: Record<string, string>) =>
      client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes })),
    send: (more: object = {}) =>
      client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello', ...more })),
    async receive(more: object = {}) {
      const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, ...more }));
      return Messages;
    },
  };
}

const fifo = { FifoQueue: 'true', VisibilityTimeout: '43200' };
const inGroup = { MessageGroupId: 'a', MessageDeduplicationId: 'one' };

behaviour(
  'a message with the deduplication id of another is taken for that one for 5 minutes',
  { source: `${guide}/using-messagededuplicationid-property.html` },
  async (t) => {
    const { time, send, receive } = await startQueue(t, { ...fifo, VisibilityTimeout: '0' });
    const first = await send(inGroup);
    time.step({ minutes: 4, seconds: 59 });
    assert.equal((await send(inGroup)).MessageId, first.MessageId);
    assert.equal((await receive({ MaxNumberOfMessages: 10 })).length, 1);
    time.step({ seconds: 1 });
    assert.notEqual((await send(inGroup)).MessageId, first.MessageId);
    assert.equal((await receive({ MaxNumberOfMessages: 10 })).length, 2);
  },
);

behaviour(
  'a receive can be repeated by its attempt id for 5 minutes',
  { source: `${api}/API_ReceiveMessage.html` },
  async (t) => {
    const { time, send, receive } = await startQueue(t, fifo);
    await send(inGroup);
    const attempt = { ReceiveRequestAttemptId: 'mine' };
    const [message] = await receive(attempt);
    time.step({ minutes: 5 });
    assert.equal((await receive(attempt))[0]?.ReceiptHandle, message?.ReceiptHandle);
    // The repeated one is an attempt of its own.
    time.step({ minutes: 5, seconds: 1 });
    assert.deepEqual(await receive(attempt), []);
  },
);

behaviour(
  'a message is delayed by up to 15 minutes',
  { source: `${guide}/sqs-delay-queues.html` },
  async (t) => {
    const { time, send, receive } = await startQueue(t, { DelaySeconds: '900' });
    await send();
    time.step({ minutes: 14, seconds: 59 });
    assert.deepEqual(await receive(), []);
    time.step({ seconds: 1 });
    assert.equal((await receive()).length, 1);
  },
);

behaviour(
  'a message is invisible for up to 12 hours in all, from its receive on',
  { source: `${guide}/sqs-visibility-timeout.html` },
  async (t) => {
    const { time, client, QueueUrl, send, receive } = await startQueue(t, { VisibilityTimeout: '43200' });
    await send();
    const [message] = await receive();
    const hide = (VisibilityTimeout: number) =>
      client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl,
          ReceiptHandle: message?.ReceiptHandle,
          VisibilityTimeout,
        }),
      );
    time.step({ hours: 1 });
    await assert.rejects(hide(11 * 3_600 + 1), /beyond the limit \[43200 seconds\]/);
    await hide(11 * 3_600);
    time.step({ hours: 10, minutes: 59, seconds: 59 });
    assert.deepEqual(await receive(), []);
    time.step({ seconds: 1 });
    assert.equal((await receive())[0]?.MessageId, message?.MessageId);
  },
);

for (const [what, attributes, days] of [
  ['4 days', {}, 4],
  ['14 days at most', { MessageRetentionPeriod: '1209600' }, 14],
] as const)
  behaviour(
    `a message is retained for ${what}`,
    { source: `${api}/API_SetQueueAttributes.html` },
    async (t) => {
      const { time, send, receive } = await startQueue(t, { ...attributes, VisibilityTimeout: '0' });
      await send();
      time.step({ hours: days * 24, seconds: -1 });
      assert.equal((await receive()).length, 1);
      time.step({ seconds: 1 });
      assert.deepEqual(await receive(), []);
    },
  );

behaviour(
  'a shorter retention period holds for the messages that are there already',
  { source: `${api}/API_SetQueueAttributes.html` },
  async (t) => {
    const { time, send, set, receive } = await startQueue(t, { VisibilityTimeout: '0' });
    await send({ MessageBody: 'old' });
    time.step({ seconds: 61 });
    await send({ MessageBody: 'new' });
    await set({ MessageRetentionPeriod: '60' });
    assert.deepEqual(
      (await receive({ MaxNumberOfMessages: 10 })).map(({ Body }) => Body),
      ['new'],
    );
    time.step({ seconds: 60 });
    assert.deepEqual(await receive(), []);
  },
);

behaviour(
  'another delay of a queue holds for the messages that a FIFO queue delays already, and not for those of a standard queue',
  { source: `${guide}/sqs-delay-queues.html` },
  async (t) => {
    const fifoQueue = await startQueue(t, { ...fifo, DelaySeconds: '900' });
    await fifoQueue.send(inGroup);
    await fifoQueue.set({ DelaySeconds: '60' });
    fifoQueue.time.step({ seconds: 59 });
    assert.deepEqual(await fifoQueue.receive(), []);
    fifoQueue.time.step({ seconds: 1 });
    assert.equal((await fifoQueue.receive()).length, 1);
    const standard = await startQueue(t, { DelaySeconds: '900' });
    await standard.send();
    await standard.set({ DelaySeconds: '0' });
    assert.deepEqual(await standard.receive(), []);
    standard.time.step({ minutes: 15 });
    assert.equal((await standard.receive()).length, 1);
  },
);
