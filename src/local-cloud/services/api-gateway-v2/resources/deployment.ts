import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import type { ApiGatewayV2 } from '../api-gateway-v2.ts';
import { apiOf } from './parent.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-deployment.html */
export const apiGatewayV2Deployment = defineResource({
  type: 'AWS::ApiGatewayV2::Deployment',
  properties: v.strictObject({ ApiId: v.string() }),
  withoutEffect: { Description: 'text for people' },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { DeploymentId: logicalId } }),
  create({ logicalId, properties, ref }, apis: ApiGatewayV2) {
    const { httpApi, webSocketApi } = apiOf(logicalId, properties.ApiId, apis);
    httpApi?.deploy(ref);
    webSocketApi?.deploy(ref);
    return undefined;
  },
  leavesNothing: true,
});
