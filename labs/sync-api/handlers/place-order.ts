import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyEventV2, APIGatewayProxyResult } from 'aws-lambda';
import { parseOrder, type StoredOrder } from './order.ts';
import { findOrder, storeOnce } from './orders-table.ts';
import { pay } from './payment.ts';

/** What an HTTP API and a REST API hand over, as far as we read it. */
type Request = Pick<APIGatewayProxyEvent | APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded'>;

/** Answers when the order is paid for and stored: 201 with the order, 400 when the body is not an order. */
export async function handler(request: Request): Promise<APIGatewayProxyResult> {
  const startedAt = new Date().toISOString();
  const order = parseOrder(bodyOf(request));
  if (!order) return json(400, { message: 'An order needs customer and item, as JSON.' });

  // #region idempotency
  // The key counts for its customer only: whoever sends somebody else's key must not be given that order. Here the
  // customer stands in the body; behind a login it has to come from the token.
  const key = headerOf(request, 'idempotency-key');
  const orderId = key ? `${order.customer}#${key}` : randomUUID();
  const stored = key && (await findOrder(orderId));
  if (stored) return json(200, stored);
  // #endregion idempotency

  await pay();
  return json(201, await storeOnce({ orderId, ...order, startedAt, paidAt: new Date().toISOString() }));
}

const json = (statusCode: number, body: StoredOrder | { message: string }) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const bodyOf = ({ body, isBase64Encoded }: Request) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;

/** An HTTP API writes header names in lower case, a REST API as the client did. */
function headerOf({ headers }: Request, name: string): string | undefined {
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
}
