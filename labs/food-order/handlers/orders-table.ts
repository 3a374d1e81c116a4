import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Order } from './order.ts';

const { ORDERS_TABLE: TableName, OUTBOX_TABLE } = process.env;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** An order as it is now; undefined when there is none of this id. */
export async function findOrder(orderId: string): Promise<Order | undefined> {
  const { Item } = await table.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }));
  return Item as Order | undefined;
}

/** Stores an order. One that has come to its end stays as it is: that is a ConditionalCheckFailedException. */
export const storeOrder = (order: Order) => table.send(new PutCommand(putOf(order)));

// #region outbox
/** Stores an order and, in the same transaction, what is to be told of it. */
export const storeWithEvent = (order: Order) =>
  table.send(
    new TransactWriteCommand({
      TransactItems: [
        { Put: putOf(order) },
        {
          Put: { TableName: OUTBOX_TABLE, Item: { eventId: `${order.orderId}#${order.status}`, ...order } },
        },
      ],
    }),
  );
// #endregion outbox

const putOf = (Item: Order) => ({
  TableName,
  Item,
  ConditionExpression: 'attribute_not_exists(orderId) OR #status IN (:received, :paid)',
  ExpressionAttributeNames: { '#status': 'status' },
  ExpressionAttributeValues: { ':received': 'received', ':paid': 'paid' },
});
