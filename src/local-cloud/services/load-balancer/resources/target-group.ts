import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean } from '../../../kernel/property-schemas.ts';
import type { LoadBalancers } from '../load-balancers.ts';
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

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-targetgroup.html */
export const elbv2TargetGroup = defineResource({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  properties: v.strictObject({
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
    HealthCheckEnabled: v.optional(
      v.pipe(
        boolean,
        v.check((enabled) => !enabled, 'health checks of functions are not supported'),
      ),
    ),
  }),
  withoutEffect: {
    HealthCheckIntervalSeconds: 'health checks of functions are off unless enabled',
    HealthCheckPath: 'health checks of functions are off unless enabled',
    HealthCheckPort: 'health checks of functions are off unless enabled',
    HealthCheckProtocol: 'health checks of functions are off unless enabled',
    HealthCheckTimeoutSeconds: 'health checks of functions are off unless enabled',
    HealthyThresholdCount: 'health checks of functions are off unless enabled',
    UnhealthyThresholdCount: 'health checks of functions are off unless enabled',
    Matcher: 'health checks of functions are off unless enabled',
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
  create({ properties, ref }, balancers: LoadBalancers, { functions }) {
    const [target] = properties.Targets;
    const attributes = new Map(properties.TargetGroupAttributes.map(({ Key, Value }) => [Key, Value]));
    balancers.targetGroups.set(
      ref,
      new TargetGroup({
        arn: ref,
        fn: target && functions.resolve(target.Id),
        multiValueHeaders: attributes.get(multiValueHeaders) === 'true',
      }),
    );
    return undefined;
  },
});
