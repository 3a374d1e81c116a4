import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { keyOf, type OrderRequest, parseRequest } from './order.ts';
import { pathsOf, type ShareOf } from './paths-of.ts';
import { placeOrder } from './place-order.ts';
import { currentStep } from './step.ts';

const QueueUrl = process.env.QUEUE_URL;
const shareOf = process.env.SHARE_OF as ShareOf;
const queue = new SQSClient();

// #region receive
/** Answers 200 when the order is stored, 202 when it is in the queue, 400 when it is no order. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : event.body;
  const request = parseRequest(body);
  if (!request) return json(400, { message: 'An order needs orderId, customer, item and version, as JSON.' });
  const { answers, queues } = pathsOf(await currentStep(), request, shareOf);
  if (queues) await send(request);
  if (answers) await placeOrder(request);
  return json(answers ? 200 : 202, { orderId: request.orderId, version: request.version });
}
// #endregion receive

/** One customer’s messages stay in order; the same request within five minutes is one message. */
const send = (request: OrderRequest) =>
  queue.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: JSON.stringify(request),
      MessageGroupId: request.customer,
      MessageDeduplicationId: keyOf(request),
    }),
  );

const json = (statusCode: number, body: unknown) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
