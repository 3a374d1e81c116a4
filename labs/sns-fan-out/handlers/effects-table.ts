import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const TableName = process.env.TABLE_NAME;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** What a consumer has done for an order. */
export interface Effect {
  /** Who did it; with `orderId` the key: done twice it is the same row. */
  consumer: 'mailer' | 'billing' | 'shipping';
  orderId: string;
  customer: string;
  /** The mail, the invoice, the label. */
  text: string;
}

/** Works for as long as the stand-in for a provider takes, and stores what was done. */
export async function workAndStore(effect: Effect): Promise<void> {
  await wait(Number(process.env.SERVICE_MS));
  await table.send(new PutCommand({ TableName, Item: { ...effect, storedAt: Date.now() } }));
}
