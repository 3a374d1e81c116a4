import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Works on an order, as long as it takes. Each time leaves a mark of its own when it begins and when it is done. */
export async function workOn(orderId: string): Promise<void> {
  const attempt = randomUUID();
  await leave(orderId, 'begun', attempt);
  await wait(Number(process.env.SERVICE_MS));
  await leave(orderId, 'done', attempt);
}

const leave = (orderId: string, mark: 'begun' | 'done', attempt: string) =>
  documents.send(
    new PutCommand({
      TableName: process.env.WORK_TABLE,
      Item: { orderId, step: `${mark} ${attempt}`, mark },
    }),
  );
