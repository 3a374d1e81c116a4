import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { arnOf } from '../../kernel/account.ts';
import { bodies, startQueues } from '../../testing/queues.ts';

test('a queue that is its own dead-letter queue goes on giving its messages', async (t) => {
  const { sqs, url, send, receive } = await startQueues(t, { VisibilityTimeout: 0 });
  const policy = { deadLetterTargetArn: arnOf('sqs', 'Test-Queue'), maxReceiveCount: 1 };
  await sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy: JSON.stringify(policy) } }),
  );
  await send('hello');
  for (let times = 0; times < 3; times += 1) assert.deepEqual(bodies(await receive()), ['hello']);
});
