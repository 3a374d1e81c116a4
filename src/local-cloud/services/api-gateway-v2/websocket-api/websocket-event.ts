import { randomUUID } from 'node:crypto';
import {
  addForwardingHeaders,
  commonLogTime,
  lastOf,
  oneOfEach,
  titleCase,
  valuesByHeader,
  valuesByParameter,
} from '../../../http/request-parts.ts';
import { account } from '../../../kernel/account.ts';
import type { ConnectionDetails } from './connection.ts';

/** What happened on a connection. */
export type ConnectionOccasion =
  | { eventType: 'CONNECT'; rawHeaders: string[]; rawQueryString: string; protocol: 'http' | 'https' }
  | { eventType: 'MESSAGE'; body: string }
  | { eventType: 'DISCONNECT'; statusCode: number; reason: string };

/** What an API knows besides. */
export interface WebSocketContext {
  apiId: string;
  stage: string;
  stageVariables: Record<string, string>;
  routeKey: string;
  requestId: string;
}

/**
 * The event of a Lambda proxy integration of a WebSocket API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export function webSocketEvent(
  occasion: ConnectionOccasion,
  connection: ConnectionDetails,
  known: WebSocketContext,
): unknown {
  const now = Date.now();
  const requestContext = {
    routeKey: known.routeKey,
    ...(occasion.eventType === 'DISCONNECT' && {
      disconnectStatusCode: occasion.statusCode,
      disconnectReason: occasion.reason,
    }),
    ...(occasion.eventType === 'MESSAGE' && { messageId: randomUUID() }),
    eventType: occasion.eventType,
    extendedRequestId: known.requestId,
    requestTime: commonLogTime(now),
    messageDirection: 'IN',
    stage: known.stage,
    connectedAt: connection.connectedAt,
    requestTimeEpoch: now,
    identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent },
    requestId: known.requestId,
    domainName: connection.host,
    connectionId: connection.connectionId,
    apiId: known.apiId,
    accountId: account.id,
  };
  const stageVariables =
    Object.keys(known.stageVariables).length > 0 ? { stageVariables: known.stageVariables } : {};
  if (occasion.eventType === 'MESSAGE')
    return { requestContext, ...stageVariables, body: occasion.body, isBase64Encoded: false };
  if (occasion.eventType === 'DISCONNECT')
    return { requestContext, ...stageVariables, isBase64Encoded: false };
  const headers = valuesByHeader(occasion.rawHeaders);
  addForwardingHeaders(
    headers,
    { sourceIp: connection.sourceIp, receivedAt: now },
    { port: connection.host.split(':').at(-1) ?? '', protocol: occasion.protocol, nameOf: titleCase },
  );
  const parameters = valuesByParameter(occasion.rawQueryString);
  return {
    headers: oneOfEach(headers, lastOf),
    multiValueHeaders: headers,
    ...(parameters && {
      queryStringParameters: oneOfEach(parameters, lastOf),
      multiValueQueryStringParameters: parameters,
    }),
    requestContext,
    ...stageVariables,
    isBase64Encoded: false,
  };
}
