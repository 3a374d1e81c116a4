import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { queueDepth } from '#experiment/queue.ts';

/** Sends `count` orders in one batch: at most ten. */
export async function sendOrders(sqs: SQSClient, QueueUrl: string, count: number): Promise<void> {
  const Entries = Array.from({ length: count }, (_, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify({ orderId: `order-${index + 1}`, item: 'espresso' }),
  }));
  const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  if (Failed.length > 0) throw new Error(`${Failed.length} of ${count} orders were not taken.`);
}

/** A worker that is back: it receives what is there, and deletes it. Gives how many orders it got. */
export async function workAll(sqs: SQSClient, QueueUrl: string): Promise<number> {
  let worked = 0;
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return worked;
    for (const { ReceiptHandle } of Messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    worked += Messages.length;
  }
}

/** A worker that fails: it receives and deletes nothing, until nothing is left for it. Every message comes back at once. */
export async function failAll(sqs: SQSClient, QueueUrl: string): Promise<void> {
  while ((await queueDepth(sqs, QueueUrl)).waiting > 0)
    await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }));
}
