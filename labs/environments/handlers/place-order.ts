import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { connection } from './database.ts';
import { load } from './libraries.ts';
import { parseOrder } from './order.ts';
import { authorize } from './payment.ts';

load();

/** Answers 201 when the order is stored, 503 when the database has no connection for it, 400 when it is not an order. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const order = parseOrder(bodyOf(request));
  if (!order) return json(400, { message: 'An order needs customer and item, as JSON.' });
  const orderId = randomUUID();

  // #region place
  try {
    const database = await connection();
    await authorize();
    await database.query('INSERT INTO orders (order_id, customer, item) VALUES ($1, $2, $3)', [
      orderId,
      order.customer,
      order.item,
    ]);
  } catch (error) {
    console.error(error);
    return json(503, { message: 'The database takes no more at the moment.' }, { 'retry-after': '1' });
  }
  // #endregion place
  return json(201, { orderId, ...order });
}

const json = (statusCode: number, body: object, headers?: Record<string, string>) => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
