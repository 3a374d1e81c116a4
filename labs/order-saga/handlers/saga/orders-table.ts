import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Order } from './order.ts';

const TableName = process.env.ORDERS_TABLE;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** What the shop says of an order. */
export interface OrderRow extends Order {
  state: 'pending' | 'completed' | 'cancelled';
  /** Unix ms. */
  placedAt: number;
}

/** Keeps a new order as pending; one that is there already stays as it is. */
export const storePending = (order: Order) =>
  unlessConditionFails(
    table.send(
      new PutCommand({
        TableName,
        Item: { ...order, state: 'pending', placedAt: Date.now() } satisfies OrderRow,
        ConditionExpression: 'attribute_not_exists(orderId)',
      }),
    ),
  );

/** Ends an order that is pending; one that has ended stays as it is. */
export const storeEnd = (orderId: string, state: 'completed' | 'cancelled') =>
  unlessConditionFails(
    table.send(
      new UpdateCommand({
        TableName,
        Key: { orderId },
        UpdateExpression: 'SET #state = :end',
        ConditionExpression: '#state = :pending',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':end': state, ':pending': 'pending' },
      }),
    ),
  );

/** The orders that are pending and were placed before `time` (Unix ms). In a large shop this is an index, not a scan. */
export async function pendingBefore(time: number): Promise<Order[]> {
  const pages = paginateScan(
    { client: table },
    {
      TableName,
      FilterExpression: '#state = :pending AND placedAt < :time',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':pending': 'pending', ':time': time },
    },
  );
  const orders: Order[] = [];
  for await (const { Items = [] } of pages) orders.push(...(Items as OrderRow[]));
  return orders;
}

const unlessConditionFails = (write: Promise<unknown>) =>
  write.catch((error) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
