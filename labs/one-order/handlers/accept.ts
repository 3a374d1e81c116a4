import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { carried, log, ownTraceId } from './correlation.ts';
import { byTrace } from './how.ts';

const QueueUrl = process.env.QUEUE_URL;
const sqs = new SQSClient();

/** Puts an order into the queue, and answers 202 with the id under which it can be found. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const correlationId = (byTrace ? ownTraceId() : request.requestContext.requestId) ?? '';
  await sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: request.body ?? '', ...carried(correlationId) }),
  );
  log('accept', correlationId);
  return {
    statusCode: 202,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ correlationId }),
  };
}
