import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemplate } from '../testing/assembly.ts';
import { queueResource } from '../testing/templates.ts';

const wrong: unknown[] = [null, 50, true, 'text', [], [50], {}, { a: 1 }, '', '\u0000', 'x'.repeat(10_000)];

const actions: { service: 'sqs' | 'eventbridge'; target: string; parameters: string[] }[] = [
  {
    service: 'sqs',
    target: 'AmazonSQS.SendMessage',
    parameters: ['QueueUrl', 'MessageBody', 'MessageAttributes'],
  },
  { service: 'sqs', target: 'AmazonSQS.SendMessageBatch', parameters: ['QueueUrl', 'Entries'] },
  {
    service: 'sqs',
    target: 'AmazonSQS.ReceiveMessage',
    parameters: ['QueueUrl', 'MaxNumberOfMessages', 'WaitTimeSeconds', 'MessageAttributeNames'],
  },
  { service: 'sqs', target: 'AmazonSQS.DeleteMessage', parameters: ['QueueUrl', 'ReceiptHandle'] },
  {
    service: 'sqs',
    target: 'AmazonSQS.ChangeMessageVisibility',
    parameters: ['QueueUrl', 'ReceiptHandle', 'VisibilityTimeout'],
  },
  { service: 'sqs', target: 'AmazonSQS.SetQueueAttributes', parameters: ['QueueUrl', 'Attributes'] },
  {
    service: 'sqs',
    target: 'AmazonSQS.StartMessageMoveTask',
    parameters: ['SourceArn', 'MaxNumberOfMessagesPerSecond'],
  },
  { service: 'sqs', target: 'AmazonSQS.NoSuchAction', parameters: ['QueueUrl'] },
  { service: 'eventbridge', target: 'AWSEvents.PutEvents', parameters: ['Entries'] },
  { service: 'eventbridge', target: 'AWSEvents.TestEventPattern', parameters: ['Event', 'EventPattern'] },
  { service: 'eventbridge', target: '', parameters: ['x'] },
];

test('calls of SQS and EventBridge with parameters of any wrong type never end in a server error', async (t) => {
  const cloud = await startTemplate(t, {
    Resources: { Queue: queueResource() },
    Outputs: { Queue: { Value: { Ref: 'Queue' } } },
  });
  const call = (service: 'sqs' | 'eventbridge', target: string, body: string) =>
    fetch(cloud.endpoints[service], {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
      body,
    });
  for (const { service, target, parameters } of actions) {
    for (const body of ['', '{', '[]', 'null', '"text"', '5']) {
      const { status } = await call(service, target, body);
      assert.ok(status < 500, `${target} ${body}: ${status}`);
    }
    for (const parameter of parameters)
      await Promise.all(
        wrong
          .flatMap((value) => [value, [value], { Id: 'a', Detail: value, Source: value }])
          .map(async (given) => {
            const input = { QueueUrl: cloud.outputs.Queue, [parameter]: given };
            const { status } = await call(service, target, JSON.stringify(input));
            const what = `${target} with ${parameter} ${JSON.stringify(given).slice(0, 100)}`;
            assert.ok(status < 500, `${what}: ${status}`);
          }),
      );
  }
  const { status } = await call(
    'sqs',
    'AmazonSQS.SendMessage',
    JSON.stringify({ QueueUrl: cloud.outputs.Queue, MessageBody: 'well' }),
  );
  assert.equal(status, 200);
});
