import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { integer, integerBetween } from '../../../kernel/property-schemas.ts';
import type { ApplicationAutoScaling } from '../application-auto-scaling.ts';
import { adjustmentTypes } from '../step-adjustment.ts';
import { StepScalingPolicy } from '../step-scaling-policy.ts';

const bound = v.union([v.number(), v.pipe(v.string(), v.decimal('must be a number'), v.transform(Number))]);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-applicationautoscaling-scalingpolicy.html */
export const scalingPolicy = defineResource({
  type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  properties: v.strictObject({
    PolicyName: v.string(),
    PolicyType: v.literal(
      'StepScaling',
      'must be StepScaling: target tracking and predictive scaling are not emulated; scaleOnMetric writes step scaling',
    ),
    ScalingTargetId: v.string('must be the Ref of a scalable target'),
    StepScalingPolicyConfiguration: v.strictObject({
      AdjustmentType: v.picklist(adjustmentTypes),
      /** "If not specified, the default value is 300." */
      Cooldown: v.optional(integerBetween(0, 3_600), 300),
      MetricAggregationType: v.optional(v.picklist(['Average', 'Minimum', 'Maximum']), 'Average'),
      MinAdjustmentMagnitude: v.optional(integerBetween(0, 5_000)),
      StepAdjustments: v.pipe(
        v.array(
          v.strictObject({
            MetricIntervalLowerBound: v.optional(bound),
            MetricIntervalUpperBound: v.optional(bound),
            ScalingAdjustment: integer,
          }),
        ),
        v.minLength(1, 'must have at least one step'),
      ),
    }),
  }),
  withoutEffect: {},
  identify({ logicalId, stackName, properties: { PolicyName, ScalingTargetId } }) {
    const [resource = '', , namespace = ''] = ScalingTargetId.split('|');
    // AWS makes it up.
    const id = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 32);
    const arn = arnOf(
      'autoscaling',
      `scalingPolicy:${id}:resource/${namespace}/${resource}:policyName/${PolicyName}`,
    );
    return { ref: arn, attributes: { Arn: arn } };
  },
  create({ logicalId, ref, properties }, scaling: ApplicationAutoScaling, { clock }) {
    const { Cooldown, MetricAggregationType, ...adjusting } = properties.StepScalingPolicyConfiguration;
    scaling.policies.set(
      ref,
      new StepScalingPolicy({
        ...adjusting,
        logicalId,
        target: scaling.target(properties.ScalingTargetId),
        cooldownSeconds: Cooldown,
        aggregation: MetricAggregationType,
        now: () => clock.now(),
      }),
    );
    return () => void scaling.policies.delete(ref);
  },
  leavesNothing: true,
});
