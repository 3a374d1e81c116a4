import type { AttributeValue, DynamoDBStreamEvent } from 'aws-lambda';
import { tell } from './bus.ts';
import type { Order } from './order.ts';

/** Tells what the table's stream says was stored: at most ten changes, because the bus takes ten events in a call. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<void> {
  const orders = Records.flatMap(({ dynamodb }) => (dynamodb?.NewImage ? [orderOf(dynamodb.NewImage)] : []));
  if (orders.length > 0) await tell(orders);
}

/** All attributes of an order are texts. */
const orderOf = (image: Record<string, AttributeValue>) =>
  Object.fromEntries(Object.entries(image).map(([name, { S }]) => [name, S])) as unknown as Order;
