import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { OrderStatus } from './order.ts';

/** A reply with a JSON body. */
export const json = (
  statusCode: number,
  body: object,
  headers?: Record<string, string>,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

// #region reply
/**
 * What the client is told of an order that it wants placed. Without an outcome: 202 and where to ask, when a job will
 * find one, and otherwise 504. A promise that nobody keeps would be worse than an error.
 */
export function tellOutcome(orderId: string, status: OrderStatus): APIGatewayProxyStructuredResultV2 {
  if (status === 'refused') return json(402, { orderId, status });
  if (status !== 'authorizing') return json(201, { orderId, status });
  return process.env.RECONCILES === '1'
    ? json(202, { orderId, status }, { location: `/orders/${orderId}` })
    : json(504, { orderId, status });
}
// #endregion reply
