import type { APIGatewayProxyEvent } from 'aws-lambda';
import { account } from '../kernel/account.ts';
import type { FrontRequest } from './front-request.ts';
import { extendedRequestIdOf } from './request-id.ts';
import { commonLogTime, lastOf, oneOfEach, valuesByParameter } from './request-parts.ts';

/** What an API knows of a request besides the request. */
export interface ProxyContextV1 {
  apiId: string;
  stage: string;
  stageVariables: Record<string, string> | null;
  /** The route's or resource's path, with variables: `/orders/{id}`. */
  resource: string;
  resourceId: string | null;
  /** As the event's `path` shows it. */
  path: string;
  /** As `requestContext.path` shows it, with the stage. */
  pathWithStage: string;
  pathParameters: Record<string, string> | null;
  headers: Record<string, string[]>;
  body: string | null;
  isBase64Encoded: boolean;
  /** Of API keys, which only a REST API has. */
  keysOfCaller?: { apiKey: string | null; apiKeyId: string | null };
  /** What an authorizer says of who calls. */
  authorizer?: Record<string, unknown>;
}

/**
 * The event of payload format 1.0, of REST APIs and of HTTP APIs that ask for it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function proxyEventV1(request: FrontRequest, known: ProxyContextV1): APIGatewayProxyEvent {
  const parameters = valuesByParameter(request.rawQueryString);
  return {
    resource: known.resource,
    path: known.path,
    httpMethod: request.method,
    headers: oneOfEach(known.headers, lastOf),
    multiValueHeaders: known.headers,
    queryStringParameters: parameters ? oneOfEach(parameters, lastOf) : null,
    multiValueQueryStringParameters: parameters ?? null,
    requestContext: {
      accountId: account.id,
      apiId: known.apiId,
      ...(known.authorizer && { authorizer: known.authorizer }),
      domainName: request.host,
      domainPrefix: known.apiId,
      extendedRequestId: extendedRequestIdOf(request.requestId),
      httpMethod: request.method,
      identity: {
        accessKey: null,
        accountId: null,
        ...known.keysOfCaller,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: request.sourceIp,
        user: null,
        userAgent: request.headers['user-agent'] ?? null,
        userArn: null,
      },
      path: known.pathWithStage,
      protocol: `HTTP/${request.httpVersion}`,
      requestId: request.requestId,
      requestTime: commonLogTime(request.receivedAt),
      requestTimeEpoch: Math.floor(request.receivedAt),
      resourceId: known.resourceId as string,
      resourcePath: known.resource,
      stage: known.stage,
      // The types require an authorizer and API keys, which AWS leaves out where there are none.
    } as APIGatewayProxyEvent['requestContext'],
    pathParameters: known.pathParameters,
    stageVariables: known.stageVariables,
    body: known.body,
    isBase64Encoded: known.isBase64Encoded,
  };
}
