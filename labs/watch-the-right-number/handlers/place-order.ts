import { setTimeout as wait } from 'node:timers/promises';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Order } from './order.ts';

const TableName = process.env.TABLE_NAME;
const serviceMs = Number(process.env.SERVICE_MS);
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** An order that is paid for and in the table. */
export type StoredOrder = Order & { placedAt: string };

// #region work
/** Pays for an order and stores it, once: the same order again gives what is already stored. */
export async function placeOrder(order: Order): Promise<StoredOrder> {
  await payFor();
  const Item = { ...order, placedAt: new Date().toISOString() };
  try {
    await table.send(
      new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(orderId)' }),
    );
    return Item;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return storedOrder(order.orderId);
    throw error;
  }
}

/** Stands in for a payment provider, which would get `orderId` too and charge once. */
const payFor = () => wait(serviceMs);
// #endregion work

async function storedOrder(orderId: string): Promise<StoredOrder> {
  const { Item } = await table.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }));
  return Item as StoredOrder;
}
