import { randomUUID } from 'node:crypto';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Orders of one call, which SQS takes at most. */
const atOnce = 10;

/** Sends so many orders at once. */
export async function sendOrders(sqs: SQSClient, QueueUrl: string, count: number): Promise<void> {
  const entries = Array.from({ length: count }, (_, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify({ orderId: randomUUID() }),
  }));
  for (let from = 0; from < count; from += atOnce)
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries.slice(from, from + atOnce) }));
}
