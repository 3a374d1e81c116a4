import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Order } from './order.ts';

const TableName = process.env.TABLE_NAME;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** What the table says of an order. */
export interface StatusRow extends Order {
  orderId: string;
  status: 'pending' | 'placed';
  /** When it will probably be placed, or was: Unix ms. */
  placedAt: number;
}

/** Stores what is known of an order now, in the place of what was known before. */
export const storeStatus = (Item: StatusRow) => table.send(new PutCommand({ TableName, Item }));

/** What is known of an order now. A consistent read: whoever was answered 202 finds the row that was stored before. */
export async function findStatus(orderId: string): Promise<StatusRow | undefined> {
  const { Item } = await table.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }));
  return Item as StatusRow | undefined;
}
