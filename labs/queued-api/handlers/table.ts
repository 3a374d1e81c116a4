import { setTimeout as wait } from 'node:timers/promises';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Order } from './order.ts';

export const TableName = process.env.TABLE_NAME;
export const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Stands in for a payment provider. */
export const payFor = () => wait(Number(process.env.SERVICE_MS));

// #region conditional-write
/**
 * Stores an order, once: the same order again changes nothing. Throws when the id belongs to another customer's order,
 * and will throw again as long as that row is there.
 */
export async function storeOnce(order: Order & { charges?: number; status?: string }): Promise<void> {
  const Item = { charges: 1, ...order, storedAt: Date.now() };
  try {
    await table.send(
      new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(orderId)' }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { customer } = await storedOrder(order.orderId);
    if (customer !== order.customer) throw new Error(`${order.orderId} is an order of ${customer}.`);
  }
}
// #endregion conditional-write

// #region every-time
/** Charges a customer once more: what happens twice counts twice. */
export async function addCharge({ orderId, ...rest }: Order): Promise<void> {
  await table.send(
    new UpdateCommand({
      TableName,
      Key: { orderId },
      UpdateExpression: 'SET customer = :customer, #item = :item, storedAt = :now ADD charges :one',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: {
        ':customer': rest.customer,
        ':item': rest.item,
        ':now': Date.now(),
        ':one': 1,
      },
    }),
  );
}
// #endregion every-time

async function storedOrder(orderId: string): Promise<Order> {
  const { Item } = await table.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }));
  return Item as Order;
}
