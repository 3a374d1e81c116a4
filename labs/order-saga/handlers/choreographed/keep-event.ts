import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';

const table = DynamoDBDocumentClient.from(new DynamoDBClient());

// #region keep
/** Keeps every event with its order, sorted by when it was told. One that comes twice is kept once. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    const { 'detail-type': event, detail } = JSON.parse(body);
    const Item = { orderId: detail.orderId, told: `${detail.toldAt} ${event}`, event };
    await table.send(new PutCommand({ TableName: process.env.EVENTS_TABLE, Item }));
  }
}
// #endregion keep
