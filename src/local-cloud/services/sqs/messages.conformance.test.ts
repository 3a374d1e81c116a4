import assert from 'node:assert/strict';
import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { counts, startQueues } from '../../testing/queues.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

behaviour(
  'a short poll is answered OverLimit when as many messages are in flight as the queue allows',
  {
    source: `${guide}/sqs-visibility-timeout.html`,
    fidelity: 'modelled',
    note: 'The limit is a setting, sqsInFlightLimit; about 120,000 by default as on AWS.',
  },
  async (t) => {
    const { send, receive } = await startQueues(t, {}, { settings: { sqsInFlightLimit: 2 } });
    for (const body of ['a', 'b', 'c']) await send(body);
    assert.equal((await receive()).length, 2);
    await assert.rejects(receive(), { name: 'OverLimit' });
    assert.deepEqual(await receive({ WaitTimeSeconds: 1 }), []);
  },
);

behaviour('a purge empties the queue', { source: `${api}/API_PurgeQueue.html` }, async (t) => {
  const running = await startQueues(t);
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
  'a queue is purged at most once in 60 seconds',
  { source: `${api}/API_PurgeQueue.html` },
  async (t) => {
    const { sqs, url } = await startQueues(t);
    const purge = new PurgeQueueCommand({ QueueUrl: url });
    await sqs.send(purge);
    await assert.rejects(sqs.send(purge), { name: 'PurgeQueueInProgress' });
    const quick = await startQueues(t, {}, { settings: { timeScale: 1e-6 } });
    for (let purges = 0; purges < 2; purges += 1)
      await quick.sqs.send(new PurgeQueueCommand({ QueueUrl: quick.url }));
  },
);

behaviour(
  'a message of up to 1 MiB is taken, a larger one refused',
  { source: `${guide}/quotas-messages.html` },
  async (t) => {
    const { send } = await startQueues(t);
    await send('x'.repeat(1_048_576));
    await assert.rejects(send('x'.repeat(1_048_577)), { name: 'InvalidParameterValue' });
  },
);

behaviour(
  'message attributes are returned only when they are asked for',
  { source: `${api}/API_ReceiveMessage.html` },
  async (t) => {
    const { send, receive } = await startQueues(t, { VisibilityTimeout: 0 });
    await send('one', { MessageAttributes: { kind: { DataType: 'String', StringValue: 'order' } } });
    assert.equal((await receive())[0]?.MessageAttributes, undefined);
    const [asked] = await receive({ MessageAttributeNames: ['All'] });
    assert.equal(asked?.MessageAttributes?.kind?.StringValue, 'order');
  },
);
