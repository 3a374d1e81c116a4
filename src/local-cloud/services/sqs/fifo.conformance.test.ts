import assert from 'node:assert/strict';
import { DeleteMessageBatchCommand, DeleteMessageCommand } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { bodies, startQueues } from '../../testing/queues.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

behaviour(
  'a FIFO queue gives as many messages as possible of one group, in order, and no more of it before they are deleted or visible again',
  { source: `${guide}/FIFO-queues-understanding-logic.html` },
  async (t) => {
    const { send, receive, sqs, url } = await startQueues(t, {
      FifoQueue: true,
      ContentBasedDeduplication: true,
    });
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
    const { send, receive, watch } = await startQueues(t, {
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
    const { send, receive } = await startQueues(t, { FifoQueue: true });
    const message = { MessageGroupId: 'a', MessageDeduplicationId: 'same' };
    const first = await send('one', message);
    assert.equal(await send('two', message), first);
    assert.deepEqual(bodies(await receive()), ['one']);
  },
);

behaviour(
  'a FIFO queue refuses a receipt handle whose visibility timeout is over',
  { source: `${api}/API_ReceiveMessage.html` },
  async (t) => {
    const { send, receive, sqs, url } = await startQueues(t, {
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
  'DeleteMessageBatch on a FIFO queue names the entries whose visibility timeout is over, and deletes the others',
  { source: `${api}/API_DeleteMessageBatch.html` },
  async (t) => {
    const { send, receive, sqs, url } = await startQueues(t, {
      FifoQueue: true,
      ContentBasedDeduplication: true,
      VisibilityTimeout: 0,
    });
    for (const group of ['a', 'b']) await send(group, { MessageGroupId: group });
    const old = await receive({ MaxNumberOfMessages: 1 });
    const now = await receive({ MaxNumberOfMessages: 10, VisibilityTimeout: 30 });
    assert.deepEqual(bodies(now), ['a', 'b']);
    const { Successful, Failed } = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: 'expired', ReceiptHandle: old[0]?.ReceiptHandle },
          { Id: 'held', ReceiptHandle: now[1]?.ReceiptHandle },
        ],
      }),
    );
    assert.deepEqual(
      Successful?.map(({ Id }) => Id),
      ['held'],
    );
    assert.deepEqual(
      Failed?.map(({ Id, Code, SenderFault }) => ({ Id, Code, SenderFault })),
      [{ Id: 'expired', Code: 'InvalidParameterValue', SenderFault: true }],
    );
  },
);

behaviour(
  'a receive with the attempt id of one before gets the same messages under the same handles',
  { source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html' },
  async (t) => {
    const { send, receive } = await startQueues(t, { FifoQueue: true, ContentBasedDeduplication: true });
    for (const body of ['1', '2']) await send(body, { MessageGroupId: 'g' });
    const handles = async (ReceiveRequestAttemptId: string) =>
      (await receive({ ReceiveRequestAttemptId })).map((each) => each.ReceiptHandle);
    const first = await handles('one');
    assert.equal(first.length, 2);
    assert.deepEqual(await handles('other'), []);
    assert.deepEqual(await handles('one'), first);
    const standard = await startQueues(t);
    await assert.rejects(standard.receive({ ReceiveRequestAttemptId: 'one' }), {
      name: 'InvalidParameterValue',
    });
  },
);
