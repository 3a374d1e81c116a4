import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { orders } from './orders-table.ts';
import { json } from './reply.ts';

/** Answers with what is known of an order: 200 with its status, 404 when there is nothing. */
export async function handler({
  pathParameters,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const order = await orders.find(pathParameters?.orderId ?? '');
  if (!order) return json(404, { message: 'There is no such order.' });
  return json(200, { orderId: order.orderId, status: order.status });
}
