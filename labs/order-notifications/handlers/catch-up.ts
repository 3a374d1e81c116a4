import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { customerOf, post } from './connections.ts';
import { ordersOf } from './orders-table.ts';

/** Tells a client that has just connected how its orders stand. */
export async function handler({
  requestContext: { connectionId },
}: APIGatewayProxyWebsocketEventV2): Promise<APIGatewayProxyResultV2> {
  const customer = await customerOf(connectionId);
  if (customer) await post(connectionId, { type: 'record', orders: await ordersOf(customer) });
  return { statusCode: 200 };
}
