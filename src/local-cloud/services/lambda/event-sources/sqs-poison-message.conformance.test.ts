import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { arnOf } from '../../../kernel/account.ts';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { clientsOf } from '../../../testing/clients.ts';
import { warmUp } from '../../../testing/lambda.ts';
import { functionResource, queueMapping, queueResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('Lambda with SQS', import.meta.filename);
const source = 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html';

/** The fourth of eight is poison. */
const orders = ['1', '2', '3', 'poison', '5', '6', '7', '8'];

const whole = `exports.handler = async ({ Records }) => {
  if (Records.some((each) => each.body === 'poison')) throw new Error('poison');
};`;

const partial = `exports.handler = async ({ Records }) => ({
  batchItemFailures: Records.filter((each) => each.body === 'poison').map((each) => ({ itemIdentifier: each.messageId })),
});`;

/** Eight messages for batches of four, given up after three receives. */
async function run(t: TestContext, code: string, mapping: Record<string, unknown> = {}) {
  const cloud = await startTemplate(t, {
    Resources: {
      Dlq: queueResource(),
      // Longer than window and handler together: a message that is still being gathered must not appear again.
      Queue: queueResource({ VisibilityTimeout: 3 }, { queue: 'Dlq', maxReceiveCount: 3 }),
      Function: functionResource(code, { Timeout: 1 }),
      Mapping: queueMapping({
        BatchSize: 4,
        MaximumBatchingWindowInSeconds: 1,
        ScalingConfig: { MaximumConcurrency: 2 },
        ...mapping,
      }),
    },
    Outputs: { Queue: { Value: { Ref: 'Queue' } }, Dlq: { Value: { Ref: 'Dlq' } } },
  });
  const { sqs } = clientsOf(t, cloud);
  await warmUp(t, cloud, 2);
  const watch = new Watch(cloud);
  const Entries = orders.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  const { Successful = [] } = await sqs.send(
    new SendMessageBatchCommand({ QueueUrl: cloud.outputs.Queue, Entries }),
  );
  const idOf = (body: string) =>
    Successful.find((each) => each.Id === String(orders.indexOf(body)))?.MessageId as string;
  const receivesOf = (body: string) =>
    watch.of('message-received', 'Queue').filter((each) => each.messageId === idOf(body)).length;
  return { cloud, sqs, watch, idOf, receivesOf };
}

behaviour(
  'an error of the function lets the whole batch appear again: the good neighbours of a poison message are delivered again',
  { source },
  async (t) => {
    const { watch, idOf, receivesOf } = await run(t, whole);
    const dead = () =>
      watch.of('message-dead-lettered', 'Queue').find((each) => each.messageId === idOf('poison'));
    await watch.until(() => dead() !== undefined, 'the poison message is dead-lettered');
    assert.equal(dead()?.receiveCount, 3);
    const again = orders.filter((each) => each !== 'poison' && receivesOf(each) > 1);
    assert.ok(again.length > 0, 'a neighbour was delivered again');
  },
);

behaviour(
  'with partial batch responses only the failed message appears again: its neighbours are delivered once',
  { source },
  async (t) => {
    const { watch, idOf, receivesOf } = await run(t, partial, {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    const [dead] = await watch.first('message-dead-lettered', 'Queue');
    assert.equal(dead?.messageId, idOf('poison'));
    assert.equal(dead?.receiveCount, 3);
    assert.deepEqual(orders.map(receivesOf), [1, 1, 1, 3, 1, 1, 1, 1]);
    assert.equal(watch.of('message-deleted', 'Queue').length, 7);
  },
);

behaviour(
  'after the mend, a redrive of the dead-letter queue lets the poison message be processed',
  {
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html',
  },
  async (t) => {
    // A message that was redriven has a new id, so that the handler knows the one from before the mend.
    const code = `const seen = new Set();
    exports.handler = async ({ Records }) => {
      const failed = Records.filter(({ body, messageId, attributes }) => {
        if (body !== 'poison') return false;
        seen.add(messageId);
        return seen.size === 1;
      });
      return { batchItemFailures: failed.map((each) => ({ itemIdentifier: each.messageId })) };
    };`;
    const { cloud, sqs, watch, idOf } = await run(t, code, {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    await watch.first('message-dead-lettered', 'Queue');
    const { Messages: dead = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: cloud.outputs.Dlq, VisibilityTimeout: 0 }),
    );
    assert.deepEqual(
      dead.map((each) => [each.Body, each.MessageId]),
      [['poison', idOf('poison')]],
    );
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf('sqs', 'Test-Dlq') }));
    const [moved] = await watch.first('message-moved', 'Dlq');
    await watch.until(
      () => watch.of('message-deleted', 'Queue').some((each) => each.messageId === moved?.movedAs),
      'the redriven message is processed',
    );
  },
);
