import { randomUUID } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseOrder } from './order.ts';
import { storeStatus } from './orders-table.ts';

const queue = new SQSClient();
const QueueUrl = process.env.QUEUE_URL;

/** Answers 202 with the address to ask at, once the order is in the queue: 400 when the body is not an order. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const order = parseOrder(bodyOf(request));
  if (!order) return json(400, { message: 'An order needs customer and item, as JSON.' });
  const orderId = randomUUID();

  // #region pending-row
  // Before the message: the worker must find nothing to overwrite its result with, and the client something to find.
  if (process.env.PENDING_ROW === '1') await storeStatus({ orderId, ...order, status: 'pending' });
  await queue.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ orderId, ...order }) }));
  return json(202, { orderId }, { location: `/orders/${orderId}` });
  // #endregion pending-row
}

const json = (statusCode: number, body: object, headers?: Record<string, string>) => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
