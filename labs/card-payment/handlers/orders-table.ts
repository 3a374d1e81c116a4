import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { StoredOrder } from './order.ts';
import type { Orders } from './ports.ts';

const TableName = process.env.TABLE_NAME;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Whether a conditional write was made. */
async function isMade(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function find(orderId: string): Promise<StoredOrder | undefined> {
  const { Item } = await table.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }));
  return Item as StoredOrder | undefined;
}

/** The orders in the table. */
export const orders: Orders = {
  begin: (order) =>
    isMade(
      table.send(
        new PutCommand({
          TableName,
          Item: { ...order, unsettled: 'yes' },
          ConditionExpression: 'attribute_not_exists(orderId)',
        }),
      ),
    ),

  find,

  async settle(orderId, settlement) {
    const chargeId = settlement.status === 'authorized' ? settlement.chargeId : undefined;
    const isSettled = await isMade(
      table.send(
        new UpdateCommand({
          TableName,
          Key: { orderId },
          ConditionExpression: '#status = :authorizing',
          UpdateExpression: `SET #status = :status${chargeId ? ', chargeId = :chargeId' : ''} REMOVE unsettled`,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: {
            ':authorizing': 'authorizing',
            ':status': settlement.status,
            ...(chargeId && { ':chargeId': chargeId }),
          },
        }),
      ),
    );
    return isSettled ? settlement.status : ((await find(orderId))?.status ?? 'refused');
  },

  async captured(orderId) {
    await isMade(
      table.send(
        new UpdateCommand({
          TableName,
          Key: { orderId },
          ConditionExpression: '#status = :authorized',
          UpdateExpression: 'SET #status = :captured',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':authorized': 'authorized', ':captured': 'captured' },
        }),
      ),
    );
  },

  async unsettled() {
    const { Items = [] } = await table.send(
      new QueryCommand({
        TableName,
        IndexName: 'unsettled',
        KeyConditionExpression: 'unsettled = :yes',
        ExpressionAttributeValues: { ':yes': 'yes' },
      }),
    );
    return Items as Pick<StoredOrder, 'orderId' | 'startedAt'>[];
  },
};
