import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { StoredOrder } from './order.ts';

const TableName = process.env.TABLE_NAME;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** The order with this id, if it is stored. */
export async function findOrder(orderId: string): Promise<StoredOrder | undefined> {
  const { Item } = await table.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }));
  return Item as StoredOrder | undefined;
}

// #region store-once
/** Stores an order unless one with its id is there: an order that lost this race is not stored twice. */
export async function storeOnce(order: StoredOrder): Promise<StoredOrder> {
  try {
    await table.send(
      new PutCommand({ TableName, Item: order, ConditionExpression: 'attribute_not_exists(orderId)' }),
    );
    return order;
  } catch (error) {
    const stored = error instanceof ConditionalCheckFailedException && (await findOrder(order.orderId));
    if (stored) return stored;
    throw error;
  }
}
// #endregion store-once
