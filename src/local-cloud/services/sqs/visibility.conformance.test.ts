import assert from 'node:assert/strict';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
} from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { bodies, counts, startQueues } from '../../testing/queues.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

behaviour(
  'a received message is invisible until its visibility timeout ends, then it comes with another receipt handle and a higher receive count',
  { source: `${guide}/sqs-visibility-timeout.html` },
  async (t) => {
    const running = await startQueues(t, { VisibilityTimeout: 1 });
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
    const { send, receive, sqs, url } = await startQueues(t);
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
    const { send, receive, sqs, url, watch } = await startQueues(t, { VisibilityTimeout: 0 });
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
    const { send, receive, sqs, url } = await startQueues(t, { VisibilityTimeout: 0 });
    await send('one');
    const [only] = await receive();
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: only?.ReceiptHandle }));
    assert.deepEqual(await receive(), []);
  },
);

behaviour(
  'a delayed message cannot be received before its delay is over',
  { source: `${guide}/sqs-message-timers.html` },
  async (t) => {
    const { send, receive } = await startQueues(t);
    await send('later', { DelaySeconds: 1 });
    assert.deepEqual(await receive(), []);
    assert.deepEqual(bodies(await receive({ WaitTimeSeconds: 5 })), ['later']);
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
    const { cloud, send, receive, sqs, url, watch } = await startQueues(t);
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
  'a dead-letter queue may deliver twice as any standard queue may, also what the source queue had delivered before',
  {
    source: `${guide}/standard-queues-at-least-once-delivery.html`,
    fidelity: 'modelled',
    note: 'Only when the fault `duplicate` is injected.',
  },
  async (t) => {
    const {
      cloud,
      send,
      receive,
      deadLetterUrl: QueueUrl,
    } = await startQueues(t, { VisibilityTimeout: 0 }, { maxReceiveCount: 2 });
    cloud.faults.inject({ resource: 'Dlq', fault: 'duplicate', times: 1 });
    const id = await send('poison');
    for (let time = 1; time <= 3; time += 1) await receive();
    const dead = [...(await receive({ QueueUrl })), ...(await receive({ QueueUrl }))];
    assert.deepEqual(
      dead.map(({ MessageId, Attributes }) => [MessageId, Attributes?.ApproximateReceiveCount]),
      [
        [id, '3'],
        [id, '4'],
      ],
    );
    assert.deepEqual(await receive({ QueueUrl }), []);
  },
);

behaviour(
  'a message that is delivered twice comes again even when its first delivery was deleted before',
  {
    source: `${guide}/standard-queues-at-least-once-delivery.html`,
    fidelity: 'modelled',
    note: 'Only when the fault `duplicate` is injected.',
  },
  async (t) => {
    const { cloud, send, receive, sqs, url: QueueUrl, watch } = await startQueues(t);
    cloud.faults.inject({ resource: 'Queue', fault: 'duplicate', times: 1 });
    const id = await send('one');
    const remove = (ReceiptHandle: string | undefined) =>
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    const [first] = await receive();
    await remove(first?.ReceiptHandle);
    const [second] = await receive();
    assert.equal(second?.MessageId, id);
    await remove(second?.ReceiptHandle);
    assert.deepEqual(await receive(), []);
    assert.equal(watch.of('message-deleted').length, 1);
  },
);

behaviour(
  'a visibility timeout is changed only for a message in flight, and to at most 12 hours',
  {
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html',
  },
  async (t) => {
    const { sqs, url: QueueUrl, send, receive } = await startQueues(t);
    await send('x');
    const ReceiptHandle = (await receive())[0]?.ReceiptHandle as string;
    const change = (VisibilityTimeout: number, handle = ReceiptHandle) =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: handle, VisibilityTimeout }));
    for (const seconds of [-1, 43_201])
      await assert.rejects(change(seconds), { name: 'InvalidParameterValue' });
    await assert.rejects(change(1, 'no handle'), { name: 'ReceiptHandleIsInvalid' });
    await change(43_200);
    await change(0);
    await assert.rejects(change(1), { name: 'MessageNotInflight' });
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await assert.rejects(change(1), { name: 'InvalidParameterValue' });
    const { Successful = [], Failed } = await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'gone', ReceiptHandle, VisibilityTimeout: 1 },
          { Id: 'long', ReceiptHandle, VisibilityTimeout: 43_201 },
          { Id: 'none', ReceiptHandle: 'no handle', VisibilityTimeout: 1 },
        ],
      }),
    );
    assert.deepEqual(Successful, []);
    assert.deepEqual(
      Failed?.map(({ Id, Code }) => [Id, Code]),
      [
        ['gone', 'InvalidParameterValue'],
        ['long', 'InvalidParameterValue'],
        ['none', 'ReceiptHandleIsInvalid'],
      ],
    );
  },
);
