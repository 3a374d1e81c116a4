import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { TestContext } from 'node:test';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Cloud } from '../../cloud.ts';
import type { CloudSettings } from '../../settings.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';
import { queueResource } from '../../testing/templates.ts';
import { Watch } from '../../testing/watch.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

interface Running {
  cloud: Cloud;
  sqs: SQSClient;
  watch: Watch;
  url: string;
  deadLetterUrl: string;
  send(body: string, more?: Partial<SendMessageCommand['input']>): Promise<string>;
  /** From the queue, or from `from`. */
  receive(options?: Partial<ReceiveMessageCommand['input']>): Promise<Message[]>;
}

/** A cloud of the queues `Queue` and, when `maxReceiveCount` is given, `Dlq`. */
async function start(
  t: TestContext,
  properties: Record<string, unknown> = {},
  options: { maxReceiveCount?: number; settings?: Partial<CloudSettings> } = {},
): Promise<Running> {
  const fifo = properties.FifoQueue ? { FifoQueue: true } : {};
  const { maxReceiveCount } = options;
  const cloud = await startTemplate(
    t,
    {
      Resources: {
        Dlq: queueResource(fifo),
        Queue: queueResource(
          properties,
          maxReceiveCount === undefined ? undefined : { queue: 'Dlq', maxReceiveCount },
        ),
      },
      Outputs: { Url: { Value: { Ref: 'Queue' } }, DlqUrl: { Value: { Ref: 'Dlq' } } },
    },
    options.settings,
  );
  const { sqs } = clientsOf(t, cloud);
  const url = cloud.outputs.Url as string;
  return {
    cloud,
    sqs,
    watch: new Watch(cloud),
    url,
    deadLetterUrl: cloud.outputs.DlqUrl as string,
    async send(MessageBody, more = {}) {
      const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody, ...more }));
      return MessageId as string;
    },
    async receive(more = {}) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          MessageSystemAttributeNames: ['All'],
          ...more,
        }),
      );
      return Messages;
    },
  };
}

async function counts({ sqs, url }: Running): Promise<{ visible: number; inFlight: number }> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
  };
}

const bodies = (messages: Message[]) => messages.map((each) => each.Body);

behaviour(
  'a received message is invisible until its visibility timeout ends, then it comes with another receipt handle and a higher receive count',
  { source: `${guide}/sqs-visibility-timeout.html` },
  async (t) => {
    const running = await start(t, { VisibilityTimeout: 1 });
    await running.send('one');
    const [first] = await running.receive();
    assert.equal(first?.Attributes?.ApproximateReceiveCount, '1');
    assert.deepEqual(await running.receive(), []);
    assert.deepEqual(await counts(running), { visible: 0, inFlight: 1 });
    await running.watch.first('message-returned');
    assert.deepEqual(await counts(running), { visible: 1, inFlight: 0 });
    const [second] = await running.receive();
    assert.equal(second?.MessageId, first?.MessageId);
    assert.notEqual(second?.ReceiptHandle, first?.ReceiptHandle);
    assert.equal(second?.Attributes?.ApproximateReceiveCount, '2');
  },
);

behaviour(
  'a consumer that sets the visibility timeout to 0 gives the message back at once',
  { source: `${guide}/sqs-visibility-timeout.html` },
  async (t) => {
    const { send, receive, sqs, url } = await start(t);
    await send('one');
    const [first] = await receive();
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: first?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    const [second] = await receive();
    assert.equal(second?.Attributes?.ApproximateReceiveCount, '2');
  },
);

behaviour(
  'deleting with the receipt handle of an earlier receive is answered with success and deletes nothing',
  { source: `${api}/API_DeleteMessage.html` },
  async (t) => {
    const { send, receive, sqs, url, watch } = await start(t, { VisibilityTimeout: 0 });
    await send('one');
    const [first] = await receive();
    await receive();
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle }));
    assert.equal((await receive()).length, 1);
    assert.deepEqual(watch.of('message-deleted'), []);
  },
);

behaviour(
  'a standard queue deletes with the latest receipt handle also when the visibility timeout is over',
  { source: `${api}/API_DeleteMessage.html` },
  async (t) => {
    const { send, receive, sqs, url } = await start(t, { VisibilityTimeout: 0 });
    await send('one');
    const [only] = await receive();
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: only?.ReceiptHandle }));
    assert.deepEqual(await receive(), []);
  },
);

behaviour(
  'a FIFO queue refuses a receipt handle whose visibility timeout is over',
  { source: `${api}/API_ReceiveMessage.html` },
  async (t) => {
    const { send, receive, sqs, url } = await start(t, {
      FifoQueue: true,
      ContentBasedDeduplication: true,
      VisibilityTimeout: 0,
    });
    await send('one', { MessageGroupId: 'a' });
    const [only] = await receive();
    await receive({ VisibilityTimeout: 30 });
    await assert.rejects(
      sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: only?.ReceiptHandle })),
      /receipt handle has expired/,
    );
  },
);

behaviour(
  'a long poll answers as soon as there is a message, and every waiting consumer waits for its own',
  { source: `${guide}/sqs-short-and-long-polling.html` },
  async (t) => {
    const { send, receive } = await start(t);
    const polls = [1, 2, 3].map(() => receive({ WaitTimeSeconds: 10, MaxNumberOfMessages: 1 }));
    for (const body of ['a', 'b', 'c']) await send(body);
    const received = (await Promise.all(polls)).map(bodies);
    assert.deepEqual(received.flat().sort(), ['a', 'b', 'c']);
    assert.deepEqual(
      received.map((each) => each.length),
      [1, 1, 1],
    );
  },
);

behaviour(
  'a consumer that hangs up during its long poll takes no message with it',
  { source: `${guide}/sqs-short-and-long-polling.html` },
  async (t) => {
    const running = await start(t);
    const { send, receive, cloud, url } = running;
    const { port } = new URL(cloud.endpoints.sqs);
    const poll = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.ReceiveMessage' },
    });
    poll.on('error', () => {});
    await new Promise<void>((resolve) =>
      poll.end(JSON.stringify({ QueueUrl: url, WaitTimeSeconds: 20 }), resolve),
    );
    // The server has read the request when it has answered one sent after it.
    await counts(running);
    poll.destroy();
    await counts(running);
    await send('one');
    assert.deepEqual(bodies(await receive({ WaitTimeSeconds: 2 })), ['one']);
  },
);

behaviour(
  'a delayed message cannot be received before its delay is over',
  { source: `${guide}/sqs-message-timers.html` },
  async (t) => {
    const { send, receive } = await start(t);
    await send('later', { DelaySeconds: 1 });
    assert.deepEqual(await receive(), []);
    assert.deepEqual(bodies(await receive({ WaitTimeSeconds: 5 })), ['later']);
  },
);

behaviour(
  'a message that was received maxReceiveCount times goes to the dead-letter queue at the next receive, with its id and its receive count across both queues',
  { source: `${api}/API_ReceiveMessage.html` },
  async (t) => {
    const { send, receive, deadLetterUrl, watch } = await start(
      t,
      { VisibilityTimeout: 0 },
      { maxReceiveCount: 3 },
    );
    const id = await send('poison');
    for (const count of ['1', '2', '3'])
      assert.equal((await receive())[0]?.Attributes?.ApproximateReceiveCount, count);
    assert.deepEqual(watch.of('message-dead-lettered'), []);
    assert.deepEqual(await receive(), []);
    const [deadLettered] = watch.of('message-dead-lettered', 'Queue');
    assert.deepEqual([deadLettered?.messageId, deadLettered?.to, deadLettered?.receiveCount], [id, 'Dlq', 3]);
    const [dead] = await receive({ QueueUrl: deadLetterUrl });
    assert.equal(dead?.MessageId, id);
    // "the number of times a message has been received across all queues but not deleted": this look is the fourth.
    assert.equal(dead?.Attributes?.ApproximateReceiveCount, '4');
    assert.match(dead?.Attributes?.DeadLetterQueueSourceArn ?? '', /^arn:aws:sqs:us-east-1:\d+:Test-Queue$/);
  },
);

behaviour(
  'with a maxReceiveCount above 3, a message that was received 3 times goes to the back of the queue',
  { source: `${guide}/sqs-dead-letter-queues.html` },
  async (t) => {
    const { send, receive } = await start(t, { VisibilityTimeout: 0 }, { maxReceiveCount: 5 });
    await send('old');
    for (let time = 0; time < 2; time += 1) assert.deepEqual(bodies(await receive()), ['old']);
    await send('new');
    assert.deepEqual(bodies(await receive({ MaxNumberOfMessages: 1 })), ['old']);
    assert.deepEqual(bodies(await receive({ MaxNumberOfMessages: 1 })), ['new']);
  },
);

behaviour(
  'a message expires after the retention period, and in a dead-letter queue counted from when it was first sent',
  {
    source: `${guide}/sqs-dead-letter-queues.html`,
    fidelity: 'modelled',
    note: 'The setting retentionScale shortens the period: AWS keeps messages for at least 60 seconds.',
  },
  async (t) => {
    const { send, receive, watch } = await start(
      t,
      { VisibilityTimeout: 0, MessageRetentionPeriod: 1_209_600 },
      // The dead-letter queue keeps messages for AWS's four days: 1.5 s here.
      { maxReceiveCount: 1, settings: { retentionScale: 1.5 / 345_600 } },
    );
    const id = await send('old');
    const sentAt = watch.of('message-enqueued')[0]?.at ?? 0;
    await receive();
    await receive();
    const [expired] = await watch.first('message-expired', 'Dlq');
    assert.equal(expired?.messageId, id);
    assert.ok(
      Math.abs((expired?.at ?? 0) - sentAt - 1_500) < 300,
      `expired after ${(expired?.at ?? 0) - sentAt} ms`,
    );
  },
);

behaviour(
  'a short poll is answered OverLimit when as many messages are in flight as the queue allows',
  {
    source: `${guide}/sqs-visibility-timeout.html`,
    fidelity: 'modelled',
    note: 'The limit is a setting, sqsInFlightLimit; about 120,000 by default as on AWS.',
  },
  async (t) => {
    const { send, receive } = await start(t, {}, { settings: { sqsInFlightLimit: 2 } });
    for (const body of ['a', 'b', 'c']) await send(body);
    assert.equal((await receive()).length, 2);
    await assert.rejects(receive(), { name: 'OverLimit' });
    assert.deepEqual(await receive({ WaitTimeSeconds: 1 }), []);
  },
);

behaviour('a purge empties the queue', { source: `${api}/API_PurgeQueue.html` }, async (t) => {
  const running = await start(t);
  const { send, receive, sqs, url, watch } = running;
  for (const body of ['a', 'b', 'c']) await send(body);
  await receive({ MaxNumberOfMessages: 1 });
  await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
  assert.deepEqual(await counts(running), { visible: 0, inFlight: 0 });
  assert.deepEqual(
    watch.of('message-deleted').map((each) => each.reason),
    ['purged', 'purged', 'purged'],
  );
});

behaviour(
  'a FIFO queue gives as many messages as possible of one group, in order, and no more of it before they are deleted or visible again',
  { source: `${guide}/FIFO-queues-understanding-logic.html` },
  async (t) => {
    const { send, receive, sqs, url } = await start(t, { FifoQueue: true, ContentBasedDeduplication: true });
    for (const body of ['a1', 'a2', 'a3', 'b1']) await send(body, { MessageGroupId: body.charAt(0) });
    const first = await receive({ MaxNumberOfMessages: 2 });
    assert.deepEqual(bodies(first), ['a1', 'a2']);
    assert.deepEqual(bodies(await receive()), ['b1']);
    for (const { ReceiptHandle } of first)
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    assert.deepEqual(bodies(await receive()), ['a3']);
  },
);

behaviour(
  'messages of a FIFO group that become visible again keep their order',
  { source: `${guide}/FIFO-queues-understanding-logic.html` },
  async (t) => {
    const { send, receive, watch } = await start(t, {
      FifoQueue: true,
      ContentBasedDeduplication: true,
      VisibilityTimeout: 1,
    });
    for (const body of ['a1', 'a2', 'a3']) await send(body, { MessageGroupId: 'a' });
    assert.deepEqual(bodies(await receive({ MaxNumberOfMessages: 2 })), ['a1', 'a2']);
    await watch.first('message-returned', 'Queue', 2);
    assert.deepEqual(bodies(await receive()), ['a1', 'a2', 'a3']);
  },
);

behaviour(
  'a FIFO queue takes a second message with the same deduplication id within five minutes without storing it',
  { source: `${guide}/FIFO-queues-exactly-once-processing.html` },
  async (t) => {
    const { send, receive } = await start(t, { FifoQueue: true });
    const message = { MessageGroupId: 'a', MessageDeduplicationId: 'same' };
    const first = await send('one', message);
    assert.equal(await send('two', message), first);
    assert.deepEqual(bodies(await receive()), ['one']);
  },
);

behaviour(
  'a standard queue may deliver a message twice, even inside its visibility timeout',
  {
    source: `${guide}/standard-queues-at-least-once-delivery.html`,
    fidelity: 'modelled',
    note: 'Only when the fault `duplicate` is injected; without it every message is delivered once.',
  },
  async (t) => {
    const { cloud, send, receive, sqs, url, watch } = await start(t);
    cloud.faults.inject({ resource: 'Queue', fault: 'duplicate', times: 1 });
    const id = await send('one');
    const [first] = await receive();
    const [second] = await receive();
    assert.deepEqual([first?.MessageId, second?.MessageId], [id, id]);
    assert.equal(second?.Attributes?.ApproximateReceiveCount, '2');
    assert.deepEqual(watch.of('fault-injected')[0]?.id, id);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: second?.ReceiptHandle }));
    assert.equal(watch.of('message-deleted').length, 1);
    assert.deepEqual(await receive(), []);
  },
);

behaviour(
  'a message of up to 1 MiB is taken, a larger one refused',
  { source: `${guide}/quotas-messages.html` },
  async (t) => {
    const { send } = await start(t);
    await send('x'.repeat(1_048_576));
    await assert.rejects(send('x'.repeat(1_048_577)), { name: 'InvalidParameterValue' });
  },
);

behaviour(
  'message attributes are returned only when they are asked for',
  { source: `${api}/API_ReceiveMessage.html` },
  async (t) => {
    const { send, receive } = await start(t, { VisibilityTimeout: 0 });
    await send('one', { MessageAttributes: { kind: { DataType: 'String', StringValue: 'order' } } });
    assert.equal((await receive())[0]?.MessageAttributes, undefined);
    const [asked] = await receive({ MessageAttributeNames: ['All'] });
    assert.equal(asked?.MessageAttributes?.kind?.StringValue, 'order');
  },
);
