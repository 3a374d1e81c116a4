import * as v from 'valibot';
import { DeployError } from '../cloud.ts';
import { defineResource } from './resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-route.html */
export const apiGatewayV2Route = defineResource({
  type: 'AWS::ApiGatewayV2::Route',
  properties: v.strictObject({
    ApiId: v.string(),
    RouteKey: v.pipe(v.string(), v.regex(/^(\$default|[A-Z]+ \/\S*)$/, 'must be $default or METHOD /path')),
    Target: v.pipe(v.string(), v.startsWith('integrations/', 'must be integrations/<id>')),
    AuthorizationType: v.optional(v.literal('NONE', 'authorizers are not supported')),
  }),
  withoutEffect: { OperationName: 'text for people' },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { RouteId: logicalId } }),
  create({ logicalId, properties }, { httpApis }) {
    const api = httpApis.get(properties.ApiId);
    if (!api)
      throw new DeployError(
        `${logicalId}: there is no HTTP API ${properties.ApiId}.`,
        'Refer to the Api with Ref.',
      );
    api.addRoute(properties.RouteKey, properties.Target.slice('integrations/'.length));
    return undefined;
  },
});
