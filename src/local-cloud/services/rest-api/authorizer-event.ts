import { proxyEventV1 } from '../../http/proxy-event-v1.ts';
import { addForwardingHeaders, titleCase, valuesByHeader } from '../../http/request-parts.ts';
import type { RoutedRequest } from './rest-method.ts';

/**
 * What the function of a REQUEST authorizer gets: the request without its body, and the ARN of the method.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export function authorizerEvent(request: RoutedRequest, methodArn: string): object {
  const headers = valuesByHeader(request.rawHeaders);
  addForwardingHeaders(headers, request, {
    port: request.host.split(':').at(-1) ?? '',
    protocol: 'http',
    nameOf: titleCase,
  });
  const { body, isBase64Encoded, requestContext, ...event } = proxyEventV1(request, {
    apiId: request.apiId,
    stage: request.stage,
    stageVariables: request.stageVariables,
    resource: request.resourcePath,
    resourceId: request.resourceId,
    keysOfCaller: { apiKey: request.apiKey?.value ?? null, apiKeyId: request.apiKey?.id ?? null },
    path: request.pathInStage,
    pathWithStage: request.path,
    pathParameters: request.pathParameters,
    headers,
    body: null,
    isBase64Encoded: false,
  });
  const { authorizer, ...context } = requestContext;
  return {
    type: 'REQUEST',
    methodArn,
    ...event,
    // Where a handler gets null an authorizer gets nothing in braces.
    queryStringParameters: event.queryStringParameters ?? {},
    multiValueQueryStringParameters: event.multiValueQueryStringParameters ?? {},
    requestContext: context,
  };
}
