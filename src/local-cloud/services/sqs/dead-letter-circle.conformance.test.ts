import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Kernel } from '../../kernel/kernel.ts';
import { kernelSettings } from '../../kernel/settings.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { SteppedTime } from '../../testing/stepped-time.ts';
import { sqsSettings } from './settings.ts';
import { Sqs } from './sqs.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

/** Queues of which each dead-letters to the next, and the last to the first, after one receive. */
async function startCircle(t: TestContext, names: string[]) {
  const time = new SteppedTime();
  const kernel = new Kernel({ settings: kernelSettings, resources: [], time });
  const moves: string[] = [];
  kernel.events.subscribe((event) => {
    if (event.type === 'message-dead-lettered') moves.push(`${event.resource} to ${event.to}`);
  });
  const sqs = await Sqs.start(kernel, sqsSettings);
  const client = new SQSClient({
    endpoint: sqs.address,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(async () => {
    client.destroy();
    await sqs.close();
    kernel.close();
  });
  const urlOf = (name: string) => `${sqs.address}/000000000000/${name}`;
  for (const name of names)
    sqs.createQueue({ logicalId: name, name, attributes: { VisibilityTimeout: '1' } });
  for (const [place, name] of names.entries()) {
    const next = names[(place + 1) % names.length];
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${next}`,
      maxReceiveCount: 1,
    });
    await client.send(
      new SetQueueAttributesCommand({ QueueUrl: urlOf(name), Attributes: { RedrivePolicy } }),
    );
  }
  return {
    time,
    moves,
    send: (name: string) =>
      client.send(new SendMessageCommand({ QueueUrl: urlOf(name), MessageBody: 'poison' })),
    /** The receive counts of what a receive gives. */
    async receive(name: string, WaitTimeSeconds = 0) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: urlOf(name),
          WaitTimeSeconds,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        }),
      );
      return Messages.map(({ Attributes }) => Attributes?.ApproximateReceiveCount);
    },
  };
}

behaviour(
  'maxReceiveCount counts how often a queue has delivered a message, not what other queues did before: two queues that are each other’s dead-letter queue hand it over once for each receive, also to who waits',
  { source: `${api}/API_SetQueueAttributes.html` },
  async (t) => {
    const { time, moves, send, receive } = await startCircle(t, ['one', 'two']);
    await send('one');
    assert.deepEqual(await receive('one'), ['1']);
    time.step({ seconds: 1 });
    const waiting = [receive('one', 20), receive('two', 20)];
    // "the number of times a message has been received across all queues but not deleted"
    assert.deepEqual(await waiting[1], ['2']);
    assert.deepEqual(moves, ['one to two']);
    time.step({ seconds: 20 });
    assert.deepEqual(await waiting[0], []);
    assert.deepEqual(await receive('two'), []);
    assert.deepEqual(await receive('one'), ['3']);
    assert.deepEqual(moves, ['one to two', 'two to one']);
  },
);
