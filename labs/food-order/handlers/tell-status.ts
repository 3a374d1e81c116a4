import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { findOrder } from './orders-table.ts';

/** Answers how an order stands: 200 with its status, 404 when there is none. */
export async function handler({
  pathParameters,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const order = await findOrder(pathParameters?.orderId ?? '');
  const headers = { 'content-type': 'application/json' };
  if (!order)
    return { statusCode: 404, headers, body: JSON.stringify({ message: 'There is no such order.' }) };
  return {
    statusCode: 200,
    headers,
    body: JSON.stringify({ orderId: order.orderId, status: order.status }),
  };
}
