import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Change } from './change.ts';

const TableName = process.env.ORDERS_TABLE;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Stores a change, unless the record has come as far already. */
export async function store(change: Change): Promise<void> {
  try {
    await table.send(
      new PutCommand({
        TableName,
        Item: change,
        ConditionExpression: 'attribute_not_exists(orderId) OR #version < :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': change.version },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** How all orders of a customer stand. */
export async function ordersOf(customer: string): Promise<Change[]> {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: { ':customer': customer },
    }),
  );
  return Items as Change[];
}
