import * as v from 'valibot';
import { executeApiHost } from '../../../http/api-id.ts';
import { stageVariables } from '../../../http/stage-variables.ts';
import { type StageThrottle, StageThrottles } from '../../../http/throttles.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean, decimal, integerBetween, workable } from '../../../kernel/property-schemas.ts';
import type { ApiGatewayV2 } from '../api-gateway-v2.ts';
import { AccessLog, problemOfFormat } from '../http-api/access-log.ts';
import { apiOf } from './parent.ts';

/** Settings of a route. Of these only the throttle has an effect: there are no logs or metrics to be set. */
const routeSettings = v.strictObject({
  ThrottlingBurstLimit: v.optional(integerBetween(0, 1_000_000)),
  ThrottlingRateLimit: v.optional(decimal),
  LoggingLevel: v.optional(v.string()),
  DataTraceEnabled: v.optional(boolean),
  DetailedMetricsEnabled: v.optional(boolean),
});

const logGroupArn = /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)(:\*)?$/;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html */
const accessLogSettings = v.strictObject({
  DestinationArn: v.pipe(
    v.string(),
    v.regex(logGroupArn, 'must be the ARN of a log group: no other destination is emulated'),
  ),
  Format: v.pipe(
    v.string(),
    workable((format: string) => {
      const problem = problemOfFormat(format);
      if (problem !== undefined) throw new Error(`the format ${problem}`);
    }),
  ),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-stage.html */
export const apiGatewayV2Stage = defineResource({
  type: 'AWS::ApiGatewayV2::Stage',
  properties: v.strictObject({
    ApiId: v.string(),
    StageName: v.pipe(v.string(), v.regex(/^(\$default|[\w-]{1,128})$/, 'must be a name or $default')),
    AutoDeploy: v.optional(boolean, false),
    DeploymentId: v.optional(v.string()),
    StageVariables: stageVariables,
    DefaultRouteSettings: v.optional(routeSettings),
    RouteSettings: v.optional(v.record(v.string(), routeSettings), {}),
    AccessLogSettings: v.optional(accessLogSettings),
  }),
  withoutEffect: {
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
  },
  identify: ({ properties }) => ({ ref: properties.StageName, attributes: {} }),
  create({ logicalId, properties }, apis: ApiGatewayV2, { apiThrottle, addresses, logs, targets }) {
    const { ApiId, StageName: name, DefaultRouteSettings, RouteSettings } = properties;
    const { DestinationArn, Format } = properties.AccessLogSettings ?? {};
    const [, group] = logGroupArn.exec(DestinationArn ?? '') ?? [];
    if (DestinationArn !== undefined) targets.resolve(DestinationArn);
    const stage = {
      name,
      variables: properties.StageVariables,
      autoDeploy: properties.AutoDeploy,
      deploymentId: properties.DeploymentId,
      accessLog:
        group === undefined || Format === undefined
          ? undefined
          : new AccessLog(logs, { group, stream: `${ApiId}-${name.replace('$', '')}`, format: Format }),
      throttles: new StageThrottles(apiThrottle, (route) =>
        throttleOf(RouteSettings[route] ?? DefaultRouteSettings),
      ),
    };
    const { httpApi, webSocketApi } = apiOf(logicalId, ApiId, apis);
    httpApi?.addStage(stage);
    webSocketApi?.addStage(stage);
    const host = executeApiHost(ApiId);
    const part = `stage ${name}`;
    if (httpApi) {
      const url = `https://${host}/${name === '$default' ? '' : `${name}/`}`;
      addresses.publish({ resource: httpApi.logicalId, path: httpApi.path, kind: 'HTTP API', part, url });
    }
    if (webSocketApi) {
      const known = { resource: webSocketApi.logicalId, path: webSocketApi.path, part };
      addresses.publish({ ...known, kind: 'WebSocket API', url: `wss://${host}/${name}` });
      addresses.publish({ ...known, kind: 'WebSocket callback', url: `https://${host}/${name}` });
    }
    return undefined;
  },
  leavesNothing: true,
});

function throttleOf(settings: v.InferOutput<typeof routeSettings> | undefined): StageThrottle | undefined {
  const { ThrottlingBurstLimit: burst, ThrottlingRateLimit: ratePerSecond } = settings ?? {};
  if (burst === undefined && ratePerSecond === undefined) return undefined;
  return { ...(burst !== undefined && { burst }), ...(ratePerSecond !== undefined && { ratePerSecond }) };
}
