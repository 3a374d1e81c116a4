import * as v from 'valibot';
import { stageVariables } from '../../../http/stage-variables.ts';
import { type StageThrottle, StageThrottles } from '../../../http/throttles.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean, decimal, integerBetween } from '../../../kernel/property-schemas.ts';
import { publishStage } from '../publish-stage.ts';
import type { RestApis } from '../rest-apis.ts';
import { restApiOf } from './parent.ts';

/** Settings of methods. Of these only the throttle has an effect: there are no logs or metrics to be set. */
const methodSetting = v.strictObject({
  /** `*` for every method. */
  HttpMethod: v.optional(v.string(), '*'),
  /** `/*` for every resource; a slash within a path is written `~1`: `/~1orders~1{id}`. */
  ResourcePath: v.optional(v.string(), '/*'),
  ThrottlingBurstLimit: v.optional(integerBetween(0, 1_000_000)),
  ThrottlingRateLimit: v.optional(decimal),
  LoggingLevel: v.optional(v.string()),
  DataTraceEnabled: v.optional(boolean),
  MetricsEnabled: v.optional(boolean),
  CachingEnabled: v.optional(
    v.pipe(
      boolean,
      v.check((enabled) => !enabled, 'caching is not supported'),
    ),
  ),
});

type MethodSetting = v.InferOutput<typeof methodSetting>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-stage.html */
export const apiGatewayStage = defineResource({
  type: 'AWS::ApiGateway::Stage',
  properties: v.strictObject({
    RestApiId: v.string(),
    StageName: v.pipe(
      v.string(),
      v.regex(/^[\w-]{1,128}$/, 'must be letters, digits, hyphens and underscores'),
    ),
    DeploymentId: v.string(),
    Variables: stageVariables,
    MethodSettings: v.optional(v.array(methodSetting), []),
  }),
  withoutEffect: {
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    AccessLogSetting: 'requests go to the stream of events',
    TracingEnabled: 'there is no X-Ray here',
  },
  identify: ({ properties }) => ({ ref: properties.StageName, attributes: {} }),
  create({ logicalId, properties }, apis: RestApis, { apiThrottle, addresses }) {
    const { RestApiId, StageName: name, DeploymentId, Variables, MethodSettings } = properties;
    const api = restApiOf(logicalId, RestApiId, apis);
    api.addStage({
      name,
      deploymentId: DeploymentId,
      variables: Variables,
      throttles: new StageThrottles(apiThrottle, (method) => throttleOf(method, MethodSettings)),
    });
    publishStage(api, name, addresses);
    return undefined;
  },
});

/** The throttle of `GET /orders`: as set for it, for its path, for its verb, or for all. */
function throttleOf(method: string, settings: MethodSetting[]): StageThrottle | undefined {
  const [verb = '', path = ''] = method.split(' ', 2);
  const fits = ({ HttpMethod, ResourcePath }: MethodSetting) =>
    (HttpMethod === '*' || HttpMethod === verb) && (isAny(ResourcePath) || decodePath(ResourcePath) === path);
  const weight = ({ HttpMethod, ResourcePath }: MethodSetting) =>
    (isAny(ResourcePath) ? 0 : 2) + (HttpMethod === '*' ? 0 : 1);
  const limited = settings
    .filter(
      (each) =>
        fits(each) && (each.ThrottlingBurstLimit !== undefined || each.ThrottlingRateLimit !== undefined),
    )
    .toSorted((a, b) => weight(b) - weight(a))[0];
  if (!limited) return undefined;
  const { ThrottlingBurstLimit: burst, ThrottlingRateLimit: ratePerSecond } = limited;
  return { ...(burst !== undefined && { burst }), ...(ratePerSecond !== undefined && { ratePerSecond }) };
}

const isAny = (resourcePath: string): boolean => resourcePath === '/*' || resourcePath === '*';

const decodePath = (resourcePath: string): string =>
  `/${resourcePath.replaceAll('~1', '/').replace(/^\/+/, '')}`;
