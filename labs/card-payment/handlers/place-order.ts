import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { authorizeOrder, type Guard } from './authorize-order.ts';
import { parseOrder } from './order.ts';
import { orders } from './orders-table.ts';
import { provider } from './provider.ts';
import { json, tellOutcome } from './reply.ts';

const guard = process.env.GUARD as Guard;

/** Places an order whose card is authorised: 201, 402 when it is refused, 202 or 504 while nobody knows, 400. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const order = parseOrder(bodyOf(request));
  const key = request.headers['idempotency-key'];
  if (!order || !key)
    return json(400, {
      message:
        'An order needs customer, item, amount and card, as JSON, and a header Idempotency-Key. Send both.',
    });
  // The key counts for its customer only. Behind a login the customer comes from the token.
  const orderId = guard === 'none' ? randomUUID() : `${order.customer}_${key}`;
  const status = await authorizeOrder({ orderId, ...order, startedAt: Date.now() }, guard, {
    orders,
    provider,
  });
  return tellOutcome(orderId, status);
}

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
