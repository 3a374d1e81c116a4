import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { orders } from './orders-table.ts';
import { provider } from './provider.ts';
import { json } from './reply.ts';
import { takePayment } from './take-payment.ts';

/** Takes the money of an order that is shipped: 200, 404, 409 when nothing is held, 504 while nobody knows. */
export async function handler({
  pathParameters,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const orderId = pathParameters?.orderId ?? '';
  const status = await takePayment(orderId, { orders, provider });
  if (!status) return json(404, { message: 'There is no such order.' });
  if (status === 'captured') return json(200, { orderId, status });
  if (status === 'authorized') return json(504, { orderId, status });
  return json(409, { message: `The order is ${status}. Only an authorized one can be captured.` });
}
