import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseOrder } from './order.ts';
import { placeOrder } from './place-order.ts';

/** Answers when the order is stored: 201 with the order, 400 when the body is not an order. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : event.body;
  const order = parseOrder(body);
  if (!order) return json(400, { message: 'An order needs orderId, customer and item, as JSON.' });
  return json(201, await placeOrder(order));
}

const json = (statusCode: number, body: unknown) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
