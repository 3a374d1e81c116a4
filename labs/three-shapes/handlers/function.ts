import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { compose, modulesHere } from './compose.ts';

const ready = compose(modulesHere);

/** Modules as a Lambda function behind an HTTP API. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const answer = await ready;
  const { body, isBase64Encoded, rawPath: path, requestContext } = event;
  const reply = await answer({
    method: requestContext.http.method,
    path,
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body,
  });
  return {
    statusCode: reply.status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(reply.body),
  };
}
