import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  CancelMessageMoveTaskCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { arnOf } from '../../kernel/account.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { CloudSettings } from '../../settings.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';
import { queueResource } from '../../testing/templates.ts';
import { Watch } from '../../testing/watch.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

const dlqArn = arnOf('sqs', 'Test-Dlq');

const notThere = (error: { name: string; $metadata: { httpStatusCode: number } }) =>
  error.name === 'ResourceNotFoundException' && error.$metadata.httpStatusCode === 404;

/** Queues `Queue` with the dead-letter queue `Dlq`, and `Other`; `dead` messages are in the dead-letter queue. */
async function start(t: TestContext, dead: string[] = [], settings: Partial<CloudSettings> = {}) {
  const template = {
    Resources: {
      Dlq: queueResource(),
      Other: queueResource(),
      Queue: queueResource({ VisibilityTimeout: 0 }, { queue: 'Dlq', maxReceiveCount: 1 }),
    },
    Outputs: {
      Queue: { Value: { Ref: 'Queue' } },
      Dlq: { Value: { Ref: 'Dlq' } },
      Other: { Value: { Ref: 'Other' } },
    },
  };
  const cloud = await startTemplate(t, template, settings);
  const { sqs } = clientsOf(t, cloud);
  const watch = new Watch(cloud);
  const receive = async (name: 'Queue' | 'Dlq' | 'Other') => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.outputs[name],
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Messages;
  };
  if (dead.length > 0) {
    const Entries = dead.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: cloud.outputs.Queue, Entries }));
    await receive('Queue');
    await receive('Queue');
  }
  const tasks = async () =>
    (await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dlqArn, MaxResults: 10 }))).Results ?? [];
  return { cloud, sqs, watch, receive, tasks };
}

behaviour(
  'a redrive moves the messages of a dead-letter queue back to their source, as new messages whose receive count begins anew',
  { source: `${guide}/sqs-configure-dead-letter-queue-redrive.html` },
  async (t) => {
    const { sqs, watch, receive, tasks } = await start(t, ['a', 'b']);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dlqArn }));
    const moved = await watch.first('message-moved', 'Dlq', 2);
    const messages = await receive('Queue');
    assert.deepEqual(
      messages.map((each) => [each.Body, each.MessageId, each.Attributes?.ApproximateReceiveCount]),
      moved.map((each, index) => [['a', 'b'][index], each.movedAs, '1']),
    );
    assert.ok(moved.every((each) => each.messageId !== each.movedAs));
    const [task] = await tasks();
    assert.equal(task?.ApproximateNumberOfMessagesMoved, 2);
    assert.equal(task?.ApproximateNumberOfMessagesToMove, 2);
  },
);

behaviour(
  'a redrive can move messages to another queue, at a rate that the caller sets, and be cancelled on the way',
  { source: `${api}/API_StartMessageMoveTask.html` },
  async (t) => {
    const { sqs, watch, receive, tasks } = await start(t, ['a', 'b', 'c', 'd', 'e']);
    const { TaskHandle } = await sqs.send(
      new StartMessageMoveTaskCommand({
        SourceArn: dlqArn,
        DestinationArn: arnOf('sqs', 'Test-Other'),
        MaxNumberOfMessagesPerSecond: 4,
      }),
    );
    await assert.rejects(
      sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dlqArn })),
      /Only one active task/,
    );
    assert.deepEqual(
      (await tasks()).map((each) => [each.Status, each.TaskHandle]),
      [['RUNNING', TaskHandle]],
    );
    await watch.first('message-moved');
    const cancelled = await sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    assert.equal(cancelled.ApproximateNumberOfMessagesMoved, 1);
    assert.deepEqual(
      (await tasks()).map((each) => [each.Status, each.TaskHandle]),
      [['CANCELLED', undefined]],
    );
    assert.deepEqual(
      (await receive('Other')).map((each) => each.Body),
      ['a'],
    );
    assert.equal((await receive('Dlq')).length, 4);
  },
);

behaviour(
  'only a queue that is the dead-letter queue of another can be redriven',
  { source: `${api}/API_StartMessageMoveTask.html` },
  async (t) => {
    const { sqs } = await start(t);
    const startFrom = (name: string) =>
      sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf('sqs', name) }));
    await assert.rejects(startFrom('Test-Other'), /must be configured as a Dead Letter Queue/);
    await assert.rejects(startFrom('nowhere'), notThere);
    await assert.rejects(sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle: 'none' })), notThere);
  },
);

behaviour(
  'a redrive to the source fails for a message that was not dead-lettered, which stays where it is',
  { source: `${api}/API_ListMessageMoveTasksResultEntry.html` },
  async (t) => {
    const { cloud, sqs, receive, tasks } = await start(t);
    await sqs.send(new SendMessageCommand({ QueueUrl: cloud.outputs.Dlq, MessageBody: 'put here' }));
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dlqArn }));
    let task = (await tasks())[0];
    while (task?.Status === 'RUNNING') task = (await tasks())[0];
    assert.deepEqual([task?.Status, task?.FailureReason], ['FAILED', 'CouldNotDetermineMessageSource']);
    assert.equal((await receive('Dlq')).length, 1);
  },
);

behaviour(
  'a redrive moves nothing more once its dead-letter queue is deleted',
  { source: `${api}/API_DeleteQueue.html` },
  async (t) => {
    // The name is free again at once.
    const { cloud, sqs, watch, receive, tasks } = await start(t, [...'abcdefghij'], { timeScale: 1e-6 });
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dlqArn, MaxNumberOfMessagesPerSecond: 4 }));
    await watch.first('message-moved');
    await sqs.send(new DeleteQueueCommand({ QueueUrl: cloud.outputs.Dlq }));
    await sqs.send(new CreateQueueCommand({ QueueName: 'Test-Dlq' }));
    let task = (await tasks())[0];
    while (task?.Status === 'RUNNING') task = (await tasks())[0];
    assert.deepEqual(
      [task?.Status, task?.FailureReason],
      ['FAILED', 'AWS.SimpleQueueService.NonExistentQueue'],
    );
    assert.equal((await receive('Queue')).length, task?.ApproximateNumberOfMessagesMoved);
  },
);

behaviour(
  'of redrives at least one is asked for',
  { source: `${api}/API_ListMessageMoveTasks.html` },
  async (t) => {
    const { sqs } = await start(t);
    for (const MaxResults of [0, -1])
      await assert.rejects(sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dlqArn, MaxResults })), {
        name: 'InvalidParameterValue',
      });
  },
);

behaviour(
  'a dead-letter queue knows the queues that name it in their redrive policy',
  { source: `${api}/API_ListDeadLetterSourceQueues.html` },
  async (t) => {
    const { cloud, sqs } = await start(t);
    const { queueUrls } = await sqs.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: cloud.outputs.Dlq }),
    );
    assert.deepEqual(queueUrls, [cloud.outputs.Queue]);
  },
);

const refusedPolicies = [
  { what: 'a FIFO queue as dead-letter queue of a standard queue', dlq: { FifoQueue: true } },
  {
    what: 'a dead-letter queue whose redrive allow policy denies all',
    dlq: { RedriveAllowPolicy: { redrivePermission: 'denyAll' } },
  },
  {
    what: 'a dead-letter queue whose redrive allow policy names other source queues',
    dlq: {
      RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [arnOf('sqs', 'another')] },
    },
  },
];

for (const { what, dlq } of refusedPolicies) {
  behaviour(
    `a redrive policy that names ${what} is refused`,
    { source: `${api}/API_SetQueueAttributes.html` },
    async (t) => {
      const template = {
        Resources: {
          Dlq: queueResource(dlq),
          Queue: queueResource({}, { queue: 'Dlq', maxReceiveCount: 1 }),
        },
      };
      await assert.rejects(startTemplate(t, template), (error) => error instanceof DeployError);
    },
  );
}
