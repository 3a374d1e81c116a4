import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Kernel } from '../../kernel/kernel.ts';
import { kernelSettings } from '../../kernel/settings.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startMetrics } from '../../testing/metrics.ts';
import { bodies } from '../../testing/queues.ts';
import { SteppedTime } from '../../testing/stepped-time.ts';
import { queueResource } from '../../testing/templates.ts';
import { NoisyNeighbours } from './noisy-neighbours.ts';
import type { QueuedMessage } from './queued-message.ts';
import { sqsSettings } from './settings.ts';
import { Sqs } from './sqs.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const source = `${guide}/sqs-fair-queues-detailed.html`;
const modelled = {
  source,
  fidelity: 'modelled' as const,
  note: 'AWS calls its thresholds approximate; here they are exact.',
};

/** A standard queue in a time that stands still. */
async function startQueue(t: TestContext) {
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
  sqs.createQueue({ logicalId: 'Queue', name: 'queue', attributes: { VisibilityTimeout: '60' } });
  const QueueUrl = `${sqs.address}/000000000000/queue`;
  return {
    time,
    /** Sends `a1`, `a2` … of the tenant `a`; `single1`, `single2` … have no group. */
    async send(tenant: string, count: number) {
      const entries = Array.from({ length: count }, (_, index) => ({
        Id: String(index),
        MessageBody: `${tenant}${index + 1}`,
        ...(tenant !== 'single' && { MessageGroupId: tenant }),
      }));
      for (let at = 0; at < count; at += 10)
        await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries.slice(at, at + 10) }));
    },
    async receive(count: number): Promise<Message[]> {
      const received: Message[] = [];
      while (received.length < count) {
        const MaxNumberOfMessages = Math.min(10, count - received.length);
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages,
            MessageSystemAttributeNames: ['MessageGroupId'],
          }),
        );
        if (Messages.length === 0) break;
        received.push(...Messages);
      }
      return received;
    },
    async delete(messages: Message[]) {
      for (const { ReceiptHandle } of messages)
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
  };
}

behaviour(
  'a message for a standard queue may name a message group, which its consumers are told, and which orders and locks nothing',
  { source: `${guide}/sqs-fair-queues.html` },
  async (t) => {
    const { send, receive } = await startQueue(t);
    await send('tenant', 2);
    const [first, second] = [await receive(1), await receive(1)];
    assert.equal(first[0]?.Attributes?.MessageGroupId, 'tenant');
    assert.deepEqual(bodies([...first, ...second]), ['tenant1', 'tenant2']);
  },
);

behaviour(
  'a tenant with 30 messages in flight and more than a tenth of all is noisy: who is quiet comes before it, the older first',
  modelled,
  async (t) => {
    const { send, receive } = await startQueue(t);
    await send('a', 32);
    await receive(29);
    await send('b', 1);
    await send('c', 1);
    // With 29 it is quiet, and the oldest message is its own.
    assert.deepEqual(bodies(await receive(1)), ['a30']);
    assert.deepEqual(bodies(await receive(3)), ['b1', 'c1', 'a31']);
  },
);

behaviour(
  'thirty messages in flight that are not more than a tenth of all make nobody noisy',
  modelled,
  async (t) => {
    const { send, receive } = await startQueue(t);
    // Each of a tenant of its own.
    await send('single', 270);
    await receive(270);
    await send('a', 31);
    await receive(30);
    await send('b', 1);
    assert.deepEqual(bodies(await receive(2)), ['a31', 'b1']);
  },
);

behaviour(
  'a tenant with more than a tenth of the recent processing time is noisy, with few messages in flight too',
  { ...modelled, note: `${modelled.note} What ended within the last minute counts as recent.` },
  async (t) => {
    const { send, receive, time, delete: remove } = await startQueue(t);
    await send('slow', 3);
    const slow = await receive(1);
    time.step({ seconds: 20 });
    await remove(slow);
    await send('quick', 2);
    const quick = await receive(1);
    // It was quick itself; only the slow one has used time.
    assert.deepEqual(bodies(quick), ['quick1']);
    time.step({ seconds: 1 });
    await remove(quick);
    assert.deepEqual(bodies(await receive(2)), ['quick2', 'slow2']);
  },
);

behaviour('each message without a message group is a tenant of its own', modelled, async (t) => {
  const { send, receive, time } = await startQueue(t);
  await send('a', 2);
  await receive(1);
  time.step({ seconds: 10 });
  await send('single', 2);
  assert.deepEqual(bodies(await receive(3)), ['single1', 'single2', 'a2']);
});

behaviour(
  'noisy messages are neither dropped nor throttled: they are received when no quiet one waits',
  modelled,
  async (t) => {
    const { send, receive } = await startQueue(t);
    await send('a', 50);
    assert.equal((await receive(50)).length, 50);
  },
);

behaviour(
  'of several noisy tenants the one with the fewest messages in flight is served first',
  modelled,
  async (t) => {
    const { send, receive, time } = await startQueue(t);
    await send('a', 6);
    await receive(3);
    await send('b', 4);
    time.step({ seconds: 1 });
    // Only a has used time so far: b is quiet until it has, too.
    assert.deepEqual(bodies(await receive(1)), ['b1']);
    time.step({ seconds: 10 });
    assert.deepEqual(bodies(await receive(4)), ['b2', 'b3', 'a4', 'b4']);
  },
);

behaviour('a noisy tenant is quiet again when its backlog has been fully consumed', modelled, () => {
  let now = 0;
  const neighbours = new NoisyNeighbours({ now: () => now });
  const message = (messageId: string) => ({ messageId, messageGroupId: 'a' }) as QueuedMessage;
  const inFlight = [{ message: message('first'), receivedAt: 0 }];
  now = 1_000;
  assert.equal(neighbours.judge([message('second')], inFlight).noisy, 1);
  assert.equal(neighbours.judge([], inFlight).noisy, 0);
});

behaviour(
  'a noisy tenant is quiet again when none of its messages was in flight for 5 minutes',
  modelled,
  async (t) => {
    const { send, receive, time, delete: remove } = await startQueue(t);
    await send('a', 31);
    await receive(30);
    await send('b', 1);
    const first = await receive(1);
    assert.deepEqual(bodies(first), ['b1']);
    await remove(first);
    // All others are visible again after their minute, and nobody receives them.
    time.step({ minutes: 1 });
    await send('c', 1);
    time.step({ minutes: 4, seconds: 50 });
    const still = await receive(1);
    assert.deepEqual(bodies(still), ['c1']);
    await remove(still);
    await send('d', 1);
    time.step({ seconds: 11 });
    assert.deepEqual(bodies(await receive(1)), ['a1']);
  },
);

behaviour(
  'a fair queue also tells how many groups are noisy, and what waits, is in flight and is delayed in the quiet ones',
  {
    source: `${guide}/sqs-available-cloudwatch-metrics.html`,
    fidelity: 'modelled',
    note: 'Minutes are as long as the setting timeScale says. A queue counts as fair from its first message with a group on.',
  },
  async (t) => {
    const { cloud, sqs, until, statistic } = await startMetrics(
      t,
      { Queue: queueResource(), Plain: queueResource() },
      { Outputs: { Queue: { Value: { Ref: 'Queue' } }, Plain: { Value: { Ref: 'Plain' } } } },
    );
    const QueueUrl = cloud.outputs.Queue;
    const send = (MessageGroupId: string, more = {}) =>
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: MessageGroupId, MessageGroupId, ...more }));
    await sqs.send(new SendMessageCommand({ QueueUrl: cloud.outputs.Plain, MessageBody: 'no group' }));
    await send('a');
    await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    // From here on all time was used by a: it is noisy as soon as something of it waits.
    await send('a');
    await send('a');
    await send('b');
    await send('b', { DelaySeconds: 900 });
    const ofQueue = { QueueName: 'Test-Queue' };
    const is = (value: number) => (found: number) => found === value;
    const of = (name: string) => `AWS/SQS ApproximateNumberOf${name}`;
    assert.equal(await until(of('NoisyGroups'), 'Maximum', ofQueue, is(1)), 'Count');
    await until(of('MessagesVisible'), 'Maximum', ofQueue, is(3));
    await until(of('MessagesVisibleInQuietGroups'), 'Maximum', ofQueue, is(1));
    await until(of('MessagesDelayedInQuietGroups'), 'Maximum', ofQueue, is(1));
    await until(of('MessagesNotVisibleInQuietGroups'), 'Minimum', ofQueue, is(0));
    const age = 'AWS/SQS ApproximateAgeOfOldestMessageInQuietGroups';
    assert.equal(await until(age, 'Maximum', ofQueue, (most) => most >= 60), 'Seconds');
    const plain = { QueueName: 'Test-Plain' };
    await until(of('MessagesVisible'), 'Maximum', plain, is(1));
    assert.equal(await statistic(of('NoisyGroups'), 'Maximum', plain), undefined);
  },
);
