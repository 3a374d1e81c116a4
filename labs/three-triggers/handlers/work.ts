import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ordersIn, type TriggerEvent } from './orders-in.ts';

const TableName = process.env.DONE_TABLE;
const done = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Works on the orders of an event. An order for poison always fails, as an error in the code would. */
export async function handler(event: TriggerEvent) {
  for (const { orderId, item } of await ordersIn(event)) {
    if (item === 'poison') throw new Error(`Nobody can work on the order ${orderId}.`);
    await done.send(new PutCommand({ TableName, Item: { orderId, item } }));
  }
  // Only who waits reads it: of the other triggers nobody does.
  return { statusCode: 201 };
}
