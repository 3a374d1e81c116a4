import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { bodies, startQueues } from '../../testing/queues.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

behaviour(
  'a message that was received maxReceiveCount times goes to the dead-letter queue at the next receive, with its id and its receive count across both queues',
  { source: `${api}/API_ReceiveMessage.html` },
  async (t) => {
    const { send, receive, deadLetterUrl, watch } = await startQueues(
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
    const { send, receive } = await startQueues(t, { VisibilityTimeout: 0 }, { maxReceiveCount: 5 });
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
    const { send, receive, watch } = await startQueues(
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
