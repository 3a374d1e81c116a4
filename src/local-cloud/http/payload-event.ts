import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda';
import { account } from '../kernel/account.ts';
import type { ApiRequest, Authorizer } from './api-request.ts';
import { proxyEventV1 } from './proxy-event-v1.ts';
import {
  addForwardingHeaders,
  commonLogTime,
  joined,
  lowerCase,
  oneOfEach,
  valuesByHeader,
  valuesByParameter,
} from './request-parts.ts';

/** Payload formats of Lambda proxy integrations. */
export type PayloadFormat = '1.0' | '2.0';

/** The event that a function gets: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function proxyEventOf(
  request: ApiRequest,
  format: PayloadFormat,
): APIGatewayProxyEvent | APIGatewayProxyEventV2 {
  const headers = valuesByHeader(request.rawHeaders, lowerCase);
  addForwardingHeaders(headers, request, { port: portOf(request.host), protocol: 'http' });
  const isBase64Encoded = request.body.length > 0 && !isText(request.headers['content-type']);
  const body =
    request.body.length > 0 ? request.body.toString(isBase64Encoded ? 'base64' : 'utf8') : undefined;
  return format === '2.0'
    ? eventV2(request, headers, body, isBase64Encoded)
    : eventV1(request, headers, body, isBase64Encoded);
}

function eventV2(
  request: ApiRequest,
  allHeaders: Record<string, string[]>,
  body: string | undefined,
  isBase64Encoded: boolean,
): APIGatewayProxyEventV2 {
  const cookies = allHeaders.cookie;
  delete allHeaders.cookie;
  const parameters = valuesByParameter(request.rawQueryString);
  return {
    version: '2.0',
    routeKey: request.routeKey,
    rawPath: request.path,
    rawQueryString: request.rawQueryString,
    ...(cookies && { cookies: cookies.flatMap((each) => each.split(/; */)) }),
    headers: oneOfEach(allHeaders, joined),
    ...(parameters && { queryStringParameters: oneOfEach(parameters, joined) }),
    requestContext: {
      accountId: account.id,
      apiId: request.apiId,
      ...(request.authorizer && { authorizer: { lambda: request.authorizer.context } }),
      domainName: request.host,
      domainPrefix: request.apiId,
      http: {
        method: request.method,
        path: request.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: request.routeKey,
      stage: request.stage,
      time: commonLogTime(request.receivedAt),
      timeEpoch: Math.floor(request.receivedAt),
    },
    ...(hasAny(request.pathParameters) && { pathParameters: request.pathParameters }),
    ...(hasAny(request.stageVariables) && { stageVariables: request.stageVariables }),
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
}

function eventV1(
  request: ApiRequest,
  headers: Record<string, string[]>,
  body: string | undefined,
  isBase64Encoded: boolean,
): APIGatewayProxyEvent {
  const event = proxyEventV1(request, {
    apiId: request.apiId,
    stage: request.stage,
    stageVariables: hasAny(request.stageVariables) ? request.stageVariables : null,
    resource: request.routeKey.split(' ', 2)[1] ?? request.routeKey,
    resourceId: null,
    path: request.path,
    pathWithStage: request.path,
    pathParameters: hasAny(request.pathParameters) ? request.pathParameters : null,
    headers,
    body: body ?? null,
    isBase64Encoded,
    authorizer: request.authorizer ? contextV1(request.authorizer) : { claims: null, scopes: null },
  });
  return { version: '1.0', ...event } as APIGatewayProxyEvent;
}

const contextV1 = ({ context, principalId }: Authorizer): Record<string, unknown> => ({
  ...context,
  ...(principalId !== undefined && { principalId }),
});

const portOf = (host: string): string => host.split(':').at(-1) ?? '';

function hasAny(values: Record<string, string>): boolean {
  for (const _ in values) return true;
  return false;
}

/** A form is none: its body comes in Base64, from HTTP APIs and from function URLs. */
function isText(contentType: string | undefined): boolean {
  return (
    contentType === undefined ||
    /^(text\/|application\/(json|javascript|xml|[^;]+\+(json|xml)))/i.test(contentType)
  );
}
