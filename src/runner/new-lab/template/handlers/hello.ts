import { setTimeout as wait } from 'node:timers/promises';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const serviceMs = Number(process.env.SERVICE_MS);

/** Works for a while, then greets whoever asked. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { name = 'you' } = JSON.parse(event.body ?? '{}');
  await wait(serviceMs);
  return { statusCode: 200, body: JSON.stringify({ hello: name }) };
}
