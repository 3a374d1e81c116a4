import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import type { ApiGatewayV2 } from '../api-gateway-v2.ts';
import { apiOf } from './parent.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-routeresponse.html */
export const apiGatewayV2RouteResponse = defineResource({
  type: 'AWS::ApiGatewayV2::RouteResponse',
  properties: v.strictObject({
    ApiId: v.string(),
    RouteId: v.string(),
    RouteResponseKey: v.literal('$default', 'can only be $default, as on AWS'),
  }),
  withoutEffect: {},
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { RouteResponseId: logicalId } }),
  create({ logicalId, properties }, apis: ApiGatewayV2) {
    const { webSocketApi } = apiOf(logicalId, properties.ApiId, apis);
    if (!webSocketApi?.answerOn(properties.RouteId)) {
      throw new DeployError(
        `${logicalId}: there is no route ${properties.RouteId} of a WebSocket API.`,
        'Refer to a route of the same API with Ref; HTTP APIs have no route responses.',
      );
    }
    return undefined;
  },
  leavesNothing: true,
});
