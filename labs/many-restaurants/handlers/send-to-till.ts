import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';

const TableName = process.env.TABLE_NAME;
/** How long the till of each restaurant takes, in milliseconds. */
const tillMs: Record<string, number> = JSON.parse(process.env.TILL_MS ?? '{}');
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Sends the orders of a batch to the tills of their restaurants, one after the other. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) await sendToTill(JSON.parse(body));
}

/** Waits as long as the till takes, and notes when the order was sent to it. Throws when nobody knows the restaurant. */
async function sendToTill({ orderId, restaurant }: { orderId: string; restaurant: string }): Promise<void> {
  const milliseconds = tillMs[restaurant];
  if (milliseconds === undefined) throw new Error(`There is no restaurant ${restaurant}.`);
  const from = Date.now();
  await wait(milliseconds);
  await table.send(new PutCommand({ TableName, Item: { restaurant, orderId, from, to: Date.now() } }));
}
