import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { tell } from './bus.ts';
import type { Order } from './order.ts';

const TableName = process.env.OUTBOX_TABLE;
const client = DynamoDBDocumentClient.from(new DynamoDBClient());

// #region relay
/** Tells what lies in the outbox, and takes out what it has told. */
export async function handler(): Promise<void> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    for (const { eventId, ...order } of Items) {
      await tell([order as Order]);
      // Whoever dies here tells it again.
      await client.send(new DeleteCommand({ TableName, Key: { eventId } }));
    }
  }
}
// #endregion relay
