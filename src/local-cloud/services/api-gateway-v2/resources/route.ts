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
    AuthorizationType: v.optional(v.literal('NONE', 'authorizers are not supported')),
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
    webSocketApi?.addRoute(key, { id: ref, integrationId, twoWay: false });
    if (httpApi) {
      if (!/^(\$default|[A-Z]+ \/\S*)$/.test(key)) {
        throw new DeployError(
          `${logicalId}: ${key} is no route key of an HTTP API.`,
          'Write METHOD /path, ANY /path or $default.',
        );
      }
      httpApi.addRoute({ key, integrationId });
    }
    return undefined;
  },
});
