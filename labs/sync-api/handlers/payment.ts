import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';

const serviceMs = Number(process.env.SERVICE_MS);
const hands = Number(process.env.PROVIDER_HANDS);
const TableName = process.env.PROVIDER_TABLE_NAME;
const provider = DynamoDBDocumentClient.from(new DynamoDBClient());

/**
 * Stands in for a payment provider, which always takes the money. One with a limited number of hands gets slower for
 * everybody when more payments are in progress than it has hands, as a shared database or a crowded server does.
 */
export async function pay(): Promise<void> {
  if (!TableName) return wait(serviceMs);
  const inProgress = await change(1);
  await wait(serviceMs * Math.max(1, inProgress / hands));
  await change(-1);
}

/** Counts a payment that begins or ends; gives how many are in progress now. */
async function change(by: 1 | -1): Promise<number> {
  const { Attributes } = await provider.send(
    new UpdateCommand({
      TableName,
      Key: { name: 'payments' },
      UpdateExpression: 'ADD inProgress :by',
      ExpressionAttributeValues: { ':by': by },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return Attributes?.inProgress;
}
