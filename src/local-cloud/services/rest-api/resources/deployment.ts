import * as v from 'valibot';
import { StageThrottles } from '../../../http/throttles.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { publishStage } from '../publish-stage.ts';
import type { RestApis } from '../rest-apis.ts';
import { restApiOf } from './parent.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-deployment.html */
export const apiGatewayDeployment = defineResource({
  type: 'AWS::ApiGateway::Deployment',
  properties: v.strictObject({
    RestApiId: v.string(),
    /** A stage to go with it. */
    StageName: v.optional(v.string()),
  }),
  withoutEffect: { Description: 'text for people' },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { DeploymentId: logicalId } }),
  create({ logicalId, properties, ref }, apis: RestApis, { apiThrottle, addresses }) {
    const api = restApiOf(logicalId, properties.RestApiId, apis);
    api.deploy(ref);
    if (properties.StageName !== undefined) {
      api.addStage({
        name: properties.StageName,
        deploymentId: ref,
        variables: {},
        throttles: new StageThrottles(apiThrottle, () => undefined),
      });
      publishStage(api, properties.StageName, addresses);
    }
    return undefined;
  },
});
