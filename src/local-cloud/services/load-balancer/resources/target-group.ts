import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean, integerBetween, workable } from '../../../kernel/property-schemas.ts';
import type { LoadBalancers } from '../load-balancers.ts';
import { statusMatcher } from '../status-matcher.ts';
import { TargetGroup } from '../target-group.ts';

const multiValueHeaders = 'lambda.multi_value_headers.enabled';

const attribute = v.pipe(
  v.strictObject({ Key: v.string(), Value: v.string() }),
  v.check(
    ({ Key, Value }) =>
      Key === multiValueHeaders ||
      Key === 'deregistration_delay.timeout_seconds' ||
      (Key === 'stickiness.enabled' && Value === 'false'),
    (issue) => `the target group attribute ${JSON.stringify(issue.input)} is not supported`,
  ),
);

/** Of a function. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
const defaults = { intervalSeconds: 35, timeoutSeconds: 30, healthyThreshold: 5, unhealthyThreshold: 2 };

const properties = v.strictObject({
  Name: v.optional(v.string()),
  TargetType: v.literal('lambda', 'only Lambda functions can be targets here'),
  Targets: v.optional(
    v.pipe(
      v.array(v.strictObject({ Id: v.string() })),
      // "You can register a single Lambda function with each target group."
      v.maxLength(1, 'can hold one function'),
    ),
    [],
  ),
  TargetGroupAttributes: v.optional(v.array(attribute), []),
  HealthCheckEnabled: v.optional(boolean, false),
  HealthCheckIntervalSeconds: v.optional(integerBetween(5, 300), defaults.intervalSeconds),
  HealthCheckPath: v.optional(
    v.pipe(v.string(), v.regex(/^\/.{0,1023}$/, 'must be a path of at most 1,024 characters')),
    '/',
  ),
  HealthCheckTimeoutSeconds: v.optional(integerBetween(2, 120), defaults.timeoutSeconds),
  HealthyThresholdCount: v.optional(integerBetween(2, 10), defaults.healthyThreshold),
  UnhealthyThresholdCount: v.optional(integerBetween(2, 10), defaults.unhealthyThreshold),
  Matcher: v.optional(v.strictObject({ HttpCode: v.optional(v.string(), '200') }), {}),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-targetgroup.html */
export const elbv2TargetGroup = defineResource({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  properties: v.pipe(properties, workable(checkHealthCheck)),
  withoutEffect: {
    HealthCheckPort: 'a function has no port',
    HealthCheckProtocol: 'a function is invoked, whatever the protocol',
    Tags: 'nothing here is billed or selected by tag',
  },
  identify({ logicalId, stackName, properties }) {
    const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 16);
    const name = properties.Name ?? `${stackName.slice(0, 5)}-${logicalId.slice(0, 13)}`;
    const arn = arnOf('elasticloadbalancing', `targetgroup/${name}/${digest}`);
    return {
      ref: arn,
      attributes: {
        TargetGroupArn: arn,
        TargetGroupName: name,
        TargetGroupFullName: `targetgroup/${name}/${digest}`,
      },
    };
  },
  create({ properties, ref }, balancers: LoadBalancers, { clock, functions }) {
    const [target] = properties.Targets;
    const attributes = new Map(properties.TargetGroupAttributes.map(({ Key, Value }) => [Key, Value]));
    const group = new TargetGroup({
      arn: ref,
      clock,
      fn: target && functions.resolve(target.Id),
      multiValueHeaders: attributes.get(multiValueHeaders) === 'true',
      healthCheck: properties.HealthCheckEnabled
        ? {
            intervalSeconds: properties.HealthCheckIntervalSeconds,
            timeoutSeconds: properties.HealthCheckTimeoutSeconds,
            healthyThreshold: properties.HealthyThresholdCount,
            unhealthyThreshold: properties.UnhealthyThresholdCount,
            matches: statusMatcher(properties.Matcher.HttpCode),
            path: properties.HealthCheckPath,
          }
        : undefined,
    });
    balancers.targetGroups.set(ref, group);
    return () => group.close();
  },
});

/** Throws an Error for a health check that AWS refuses. */
function checkHealthCheck(given: v.InferOutput<typeof properties>): void {
  statusMatcher(given.Matcher.HttpCode);
  const { HealthCheckIntervalSeconds: interval, HealthCheckTimeoutSeconds: timeout } = given;
  if (given.HealthCheckEnabled && timeout >= interval)
    throw new Error(
      `the health check has an interval of ${interval} s and a timeout of ${timeout} s: the timeout must be smaller than the interval`,
    );
}
