import * as v from 'valibot';
import { type StageThrottle, StageThrottles } from '../../../http/throttles.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean, decimal, integerBetween, texts } from '../../../kernel/property-schemas.ts';
import type { ApiGatewayV2 } from '../api-gateway-v2.ts';
import { apiOf } from './parent.ts';

/** Settings of a route. Of these only the throttle has an effect: there are no logs or metrics to be set. */
const routeSettings = v.strictObject({
  ThrottlingBurstLimit: v.optional(integerBetween(0, 1_000_000)),
  ThrottlingRateLimit: v.optional(decimal),
  LoggingLevel: v.optional(v.string()),
  DataTraceEnabled: v.optional(boolean),
  DetailedMetricsEnabled: v.optional(boolean),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-stage.html */
export const apiGatewayV2Stage = defineResource({
  type: 'AWS::ApiGatewayV2::Stage',
  properties: v.strictObject({
    ApiId: v.string(),
    StageName: v.pipe(v.string(), v.regex(/^(\$default|[\w-]{1,128})$/, 'must be a name or $default')),
    AutoDeploy: v.optional(boolean, false),
    DeploymentId: v.optional(v.string()),
    StageVariables: v.optional(texts, {}),
    DefaultRouteSettings: v.optional(routeSettings),
    RouteSettings: v.optional(v.record(v.string(), routeSettings), {}),
  }),
  withoutEffect: {
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    AccessLogSettings: 'requests go to the stream of events',
  },
  identify: ({ properties }) => ({ ref: properties.StageName, attributes: {} }),
  create({ logicalId, properties }, apis: ApiGatewayV2, { apiThrottle }) {
    const { ApiId, StageName: name, DefaultRouteSettings, RouteSettings } = properties;
    const stage = {
      name,
      variables: properties.StageVariables,
      autoDeploy: properties.AutoDeploy,
      deploymentId: properties.DeploymentId,
      throttles: new StageThrottles(apiThrottle, (route) =>
        throttleOf(RouteSettings[route] ?? DefaultRouteSettings),
      ),
    };
    const { httpApi, webSocketApi } = apiOf(logicalId, ApiId, apis);
    httpApi?.addStage(stage);
    webSocketApi?.addStage(stage);
    return undefined;
  },
});

function throttleOf(settings: v.InferOutput<typeof routeSettings> | undefined): StageThrottle | undefined {
  const { ThrottlingBurstLimit: burst, ThrottlingRateLimit: ratePerSecond } = settings ?? {};
  if (burst === undefined && ratePerSecond === undefined) return undefined;
  return { ...(burst !== undefined && { burst }), ...(ratePerSecond !== undefined && { ratePerSecond }) };
}
