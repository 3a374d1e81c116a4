import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { boolean } from '../../../kernel/property-schemas.ts';
import type { ApiGatewayV2 } from '../api-gateway-v2.ts';
import { apiOf } from './parent.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-route.html */
export const apiGatewayV2Route = defineResource({
  type: 'AWS::ApiGatewayV2::Route',
  properties: v.strictObject({
    ApiId: v.string(),
    RouteKey: v.string(),
    Target: v.pipe(v.string(), v.startsWith('integrations/', 'must be integrations/<id>')),
    AuthorizationType: v.optional(
      v.picklist(
        ['NONE', 'CUSTOM'],
        'of authorizers only Lambda functions (CUSTOM) are supported, no JWT and no AWS_IAM',
      ),
      'NONE',
    ),
    AuthorizerId: v.optional(v.string()),
    ApiKeyRequired: v.optional(
      v.pipe(
        boolean,
        v.check((required) => !required, 'API keys are not supported'),
      ),
    ),
    RouteResponseSelectionExpression: v.optional(v.literal('$default', 'must be $default')),
  }),
  withoutEffect: { OperationName: 'text for people' },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { RouteId: logicalId } }),
  create({ logicalId, properties, ref }, apis: ApiGatewayV2) {
    const { ApiId, RouteKey: key, Target } = properties;
    const integrationId = Target.slice('integrations/'.length);
    const { httpApi, webSocketApi } = apiOf(logicalId, ApiId, apis);
    if (webSocketApi && properties.AuthorizationType !== 'NONE') {
      throw new DeployError(
        `${logicalId}: authorizers of WebSocket APIs are not supported.`,
        'Take it out of the route, or deploy the stack to AWS.',
      );
    }
    webSocketApi?.addRoute(key, { id: ref, integrationId, twoWay: false });
    if (httpApi) {
      if (!/^(\$default|[A-Z]+ \/\S*)$/.test(key)) {
        throw new DeployError(
          `${logicalId}: ${key} is no route key of an HTTP API.`,
          'Write METHOD /path, ANY /path or $default.',
        );
      }
      const authorizerId =
        properties.AuthorizationType === 'CUSTOM' ? (properties.AuthorizerId ?? '') : undefined;
      if (authorizerId !== undefined && !httpApi.authorizers.has(authorizerId)) {
        throw new DeployError(
          `${logicalId}: there is no authorizer ${authorizerId} of its API.`,
          'Refer to one with Ref in AuthorizerId.',
        );
      }
      httpApi.addRoute({ key, integrationId, ...(authorizerId !== undefined && { authorizerId }) });
    }
    return undefined;
  },
  leavesNothing: true,
});
