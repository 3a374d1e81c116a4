import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { advance } from './advance.ts';
import { type Order, orderIdOf, parseWish, type Status } from './order.ts';
import { findOrder } from './orders-table.ts';
import { storeAndTell } from './store-and-tell.ts';

const replyAt = (process.env.REPLY_AT ?? 'accepted') as Status;

/** What a customer hears. 202: it goes on after the reply. */
const statusCodes: Record<Status, number> = {
  received: 202,
  paid: 202,
  accepted: 201,
  declined: 402,
  refused: 409,
};

/** Places an order: as far as the setting says before the reply. The same key of the same customer is the same order. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const wish = parseWish(bodyOf(request));
  const key = request.headers['idempotency-key'];
  if (!wish || !key) {
    const needs = 'customer, restaurant, dish and card, as JSON, and a header idempotency-key';
    return json(400, { message: `An order needs ${needs}.` });
  }
  const orderId = orderIdOf(wish.customer, key);
  const before = await findOrder(orderId);
  if (before) return reply(before);

  // #region place
  const order = await advance({ orderId, ...wish, status: 'received' }, replyAt);
  await storeAndTell(order);
  return reply(order);
  // #endregion place
}

const reply = ({ orderId, status }: Order) =>
  json(statusCodes[status], { orderId, status }, { location: `/orders/${orderId}` });

const json = (statusCode: number, body: object, headers?: Record<string, string>) => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
