import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ApiRequest } from '../../../http/api-request.ts';
import { decodePath } from '../../../http/path-segments.ts';
import { type PayloadFormat, proxyEventOf } from '../../../http/payload-event.ts';

/**
 * What an authorizer's function gets: the request as a handler would get it, without its body, with what identifies the
 * caller and the ARN of the route.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format
 */
export function authorizerEventOf(
  request: ApiRequest,
  { format, identity, arn }: { format: PayloadFormat; identity: string[]; arn: string },
): object {
  const event = proxyEventOf({ ...request, path: decodePath(request.path) }, format);
  if (format === '2.0') {
    const { version, body, isBase64Encoded, ...rest } = event as APIGatewayProxyEventV2;
    return {
      version,
      type: 'REQUEST',
      routeArn: arn,
      identitySource: identity.length > 0 ? identity : null,
      ...rest,
    };
  }
  const { body, isBase64Encoded, requestContext, ...rest } = event as APIGatewayProxyEvent;
  const { authorizer, ...context } = requestContext;
  const source = identity.length > 0 ? identity.join(',') : null;
  return {
    ...rest,
    type: 'REQUEST',
    methodArn: arn,
    identitySource: source,
    authorizationToken: source,
    requestContext: context,
  };
}
