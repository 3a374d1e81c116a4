import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { readOrder } from './order.ts';
import { find, store } from './table.ts';

const queue = new SQSClient();

/** Accepts an order, or tells how far one is. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> {
  const orderId = event.pathParameters?.orderId;
  return orderId === undefined ? accept(event.body) : tell(orderId);
}

// #region accept
async function accept(body: string | undefined): Promise<APIGatewayProxyResultV2> {
  const order = readOrder(body);
  if (process.env.ACCEPT === 'stored-first') await store(order, 'accepted');
  await queue.send(
    new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify(order) }),
  );
  return answer(202, { orderId: order.orderId, region: process.env.AWS_REGION });
}
// #endregion accept

async function tell(orderId: string): Promise<APIGatewayProxyResultV2> {
  const found = await find(orderId);
  return found ? answer(200, found) : answer(404, { message: `There is no order ${orderId}.` });
}

const answer = (statusCode: number, body: object) => ({ statusCode, body: JSON.stringify(body) });
