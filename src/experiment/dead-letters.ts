import {
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { queueDepth } from './queue.ts';

/** Looks at every message of a queue and leaves them all in it. For queues that nobody else reads. */
export async function peekMessages(sqs: SQSClient, QueueUrl: string): Promise<Message[]> {
  const found = new Map<string, Message>();
  const { waiting } = await queueDepth(sqs, QueueUrl);
  // Invisible for no time at all, a message may come more than once before all have come.
  for (let tries = 0; found.size < waiting && tries < 20; tries += 1) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: tries === 0 ? 0 : 1,
      }),
    );
    for (const message of Messages) found.set(message.MessageId ?? '', message);
  }
  return [...found.values()];
}

/** Starts to move every dead letter back to the queue that it came from. */
export async function redrive(sqs: SQSClient, deadLetterQueueArn: string): Promise<void> {
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetterQueueArn }));
}
