import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Order, parseOrder } from './order.ts';
import { storePending } from './orders-table.ts';

/** A handler that answers 202 once the order is kept as pending and begun: 400 when the body is not an order. */
export const placing =
  (begin: (order: Order) => Promise<unknown>) =>
  async ({ body, isBase64Encoded }: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const order = parseOrder(isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body);
    if (!order) return json(400, { message: 'An order needs orderId, item, card and address, as JSON.' });
    await storePending(order);
    // Dying here leaves an order that is pending and that nobody works on: a sweep has to find it.
    await begin(order);
    return json(202, { orderId: order.orderId });
  };

const json = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
