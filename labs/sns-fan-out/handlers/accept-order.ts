import { randomUUID } from 'node:crypto';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseOrder } from './order.ts';
import { brokenPromises, orderPlaced } from './order-placed.ts';

const topic = new SNSClient();
const TopicArn = process.env.TOPIC_ARN;

/** Tells the topic that an order was placed, and answers 202 with its id: 400 when the body is not an order. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const order = parseOrder(bodyOf(request));
  if (!order) return json(400, { message: 'An order needs customer, item and cents, as JSON.' });
  const orderId = randomUUID();

  // #region publish
  // Who listens is the topic's affair: the event says what happened, once.
  const event = orderPlaced({ orderId, ...order }, process.env.EVENT);
  const broken = process.env.CHECK_CONTRACT === '1' ? brokenPromises(event) : [];
  if (broken.length > 0) throw new Error(`Not published: ${broken.join('; ')}.`);
  await topic.send(new PublishCommand({ TopicArn, Message: JSON.stringify(event) }));
  return json(202, { orderId });
  // #endregion publish
}

const json = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
