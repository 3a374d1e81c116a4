import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Order } from './order.ts';

const TableName = process.env.TABLE_NAME;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

export type Status = 'accepted' | 'placed';

/** Stores how far an order is, and in which Region. An order that is placed stays so: the condition sees this Region's item. */
export async function store({ orderId, customer }: Order, status: Status): Promise<void> {
  try {
    await table.send(
      new UpdateCommand({
        TableName,
        Key: { orderId },
        UpdateExpression: 'SET customer = :customer, #status = :status, #region = :region',
        ConditionExpression: 'attribute_not_exists(orderId) OR #status <> :placed',
        ExpressionAttributeNames: { '#status': 'status', '#region': 'region' },
        ExpressionAttributeValues: {
          ':customer': customer,
          ':status': status,
          ':region': process.env.AWS_REGION,
          ':placed': 'placed',
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

export async function find(orderId: string): Promise<Record<string, unknown> | undefined> {
  const { Item } = await table.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }));
  return Item;
}
