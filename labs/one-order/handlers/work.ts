import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { log, received } from './correlation.ts';
import { how } from './how.ts';

const TableName = process.env.TABLE_NAME;
const QueueUrl = process.env.QUEUE_URL;
const sqs = new SQSClient();
const table = DynamoDBDocumentClient.from(new DynamoDBClient(), {
  marshallOptions: { removeUndefinedValues: true },
});
const menu = new Set(['espresso', 'tea']);

/** Stores the orders of a batch, each with its id, and reports those that nobody can make. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const [first] = Records;
  if (how === 'line-per-batch' && first) log('work', received(first), { orders: Records.length });
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const record of Records) {
    if (await store(record)) continue;
    batchItemFailures.push({ itemIdentifier: record.messageId });
    // Its next attempt need not wait until the visibility timeout has passed.
    const { receiptHandle: ReceiptHandle } = record;
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  }
  return { batchItemFailures };
}

async function store(record: SQSRecord): Promise<boolean> {
  const { orderId, item } = JSON.parse(record.body);
  // #region each
  const correlationId = received(record);
  if (how !== 'line-per-batch')
    log('work', correlationId, { attempt: Number(record.attributes.ApproximateReceiveCount) });
  if (!menu.has(item)) return false;
  await table.send(new PutCommand({ TableName, Item: { orderId, item, correlationId } }));
  // #endregion each
  return true;
}
