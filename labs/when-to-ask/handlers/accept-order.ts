import { randomUUID } from 'node:crypto';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { askAgain } from './ask-again.ts';
import { parseOrder } from './order.ts';
import { storeStatus } from './orders-table.ts';

const queue = new SQSClient();
const QueueUrl = process.env.QUEUE_URL;
const serviceMs = Number(process.env.SERVICE_MS);
const concurrency = Number(process.env.CONCURRENCY);

/** Answers 202 with where and when to ask, once the order is in the queue: 400 when the body is not an order. */
export async function handler({
  body,
  isBase64Encoded,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const order = parseOrder(isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body);
  if (!order) return json(400, { message: 'An order needs customer and item, as JSON.' });
  const orderId = randomUUID();
  const placedAt = await expectedAt();
  await storeStatus({ orderId, ...order, status: 'pending', placedAt });
  await queue.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ orderId, ...order }) }));
  return json(202, { orderId }, { location: `/orders/${orderId}`, ...askAgain(placedAt) });
}

// #region expected
/** When an order that comes now will probably be placed: after those before it, as many at a time as are worked on. */
async function expectedAt(): Promise<number> {
  const { Attributes } = await queue.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  const before = Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
  return Date.now() + (Math.floor(before / concurrency) + 1) * serviceMs;
}
// #endregion expected

const json = (statusCode: number, body: object, headers?: Record<string, string>) => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
