import type { FrontRequest, ReadBody } from '../../../http/front-request.ts';
import { type HttpAnswer, messageAnswer } from '../../../http/http-answer.ts';
import type { Connection } from './connection.ts';

/**
 * The API by which a backend reaches its clients: POST sends a message, GET tells of a connection, DELETE closes it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export async function manageConnection(
  request: FrontRequest,
  readBody: ReadBody,
  connection: Connection | undefined,
): Promise<HttpAnswer> {
  // "These requests use IAM authorization, so you must sign them": whoever signs may call here.
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256'))
    return exception(403, 'ForbiddenException', 'Missing Authentication Token');
  if (request.method === 'POST') {
    const body = await readBody();
    if (!connection) return gone;
    connection.send(body);
    return { status: 200, headers: {}, body: '' };
  }
  if (!connection) return gone;
  if (request.method === 'DELETE') {
    connection.close(1000, '');
    return { status: 204, headers: {}, body: '' };
  }
  if (request.method !== 'GET') return exception(403, 'ForbiddenException', 'Forbidden');
  const { connectedAt, sourceIp, userAgent } = connection.details;
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      connectedAt: new Date(connectedAt).toISOString(),
      identity: { sourceIp, userAgent },
      lastActiveAt: new Date(connection.lastActiveAt).toISOString(),
    }),
  };
}

/** An error as the SDK tells it apart: by the header. */
export function exception(status: number, type: string, message: string): HttpAnswer {
  const answer = messageAnswer(status, message);
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': type } };
}

const gone = exception(410, 'GoneException', 'Gone');
