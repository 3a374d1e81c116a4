import assert from 'node:assert/strict';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ListQueuesCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { arnOf } from '../../kernel/account.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { kernelSettings } from '../../kernel/settings.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';
import { startMappedQueue } from '../../testing/mapped-queue.ts';
import { startQueues } from '../../testing/queues.ts';
import { sqsSettings } from './settings.ts';
import { Sqs } from './sqs.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const source = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html';

behaviour('the messages of a queue that is deleted are no longer available', { source }, async (t) => {
  const kernel = new Kernel({ settings: kernelSettings, resources: [] });
  const sqs = await Sqs.start(kernel, sqsSettings);
  t.after(async () => {
    await sqs.close();
    kernel.close();
  });
  sqs.createQueue({ logicalId: 'Queue', name: 'queue', attributes: {} });
  await sqs.call('SendMessage', { QueueUrl: 'queue', MessageBody: 'hello' }, {});
  const queue = sqs.source(arnOf('sqs', 'queue'));
  sqs.deleteQueue('queue');
  assert.deepEqual(await queue.receive(10, 0, new AbortController().signal), []);
  await assert.rejects(sqs.call('ReceiveMessage', { QueueUrl: 'queue' }, {}), { code: 'QueueDoesNotExist' });
});

behaviour(
  'a long poll of a queue that is deleted meanwhile is answered with nothing',
  { source },
  async (t) => {
    const { sqs, url, receive } = await startQueues(t);
    const poll = receive({ WaitTimeSeconds: 20 });
    // The poll waits once another call has been answered.
    await sqs.send(new ListQueuesCommand({}));
    await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    await poll.then(
      (messages) => assert.deepEqual(messages, []),
      (error: Error) => assert.equal(error.name, 'QueueDoesNotExist'),
    );
  },
);

behaviour(
  'a function whose queue is deleted is not invoked until there is one of this name again, and everything else goes on',
  { source },
  async (t) => {
    // The name is free again at once.
    const { cloud, watch } = await startMappedQueue(t, { settings: { timeScale: 1e-6 } });
    const { sqs } = clientsOf(t, cloud);
    await sqs.send(new DeleteQueueCommand({ QueueUrl: cloud.outputs.Queue }));
    // Its pollers leave others their turn.
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    assert.deepEqual(QueueUrls, []);
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'Test-Queue' }));
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    const [started] = await watch.first('invocation-started', 'Function');
    assert.deepEqual(started?.causes, [MessageId]);
  },
);
