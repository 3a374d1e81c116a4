import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import type { ApplicationAutoScaling } from '../application-auto-scaling.ts';
import { ScalableTarget } from '../scalable-target.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-applicationautoscaling-scalabletarget.html */
export const scalableTarget = defineResource({
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  properties: v.pipe(
    v.strictObject({
      ServiceNamespace: v.literal('ecs', 'must be ecs: only services of ECS are scaled here'),
      ScalableDimension: v.literal('ecs:service:DesiredCount', 'must be ecs:service:DesiredCount'),
      ResourceId: v.pipe(v.string(), v.regex(/^service\/[^/]+\/[^/]+$/, 'must be service/CLUSTER/SERVICE')),
      MinCapacity: integerBetween(0, 5_000),
      MaxCapacity: integerBetween(0, 5_000),
    }),
    v.check(
      ({ MinCapacity, MaxCapacity }) => MinCapacity <= MaxCapacity,
      'MinCapacity must not exceed MaxCapacity',
    ),
  ),
  withoutEffect: { RoleARN: 'every call is allowed: IAM is not emulated' },
  identify({ properties: { ResourceId, ScalableDimension, ServiceNamespace } }) {
    const id = [ResourceId, ScalableDimension, ServiceNamespace].join('|');
    return { ref: id, attributes: { Id: id } };
  },
  create({ ref, properties }, scaling: ApplicationAutoScaling, kernel) {
    const bounds = { min: properties.MinCapacity, max: properties.MaxCapacity };
    scaling.targets.set(ref, new ScalableTarget(properties.ResourceId, bounds, kernel));
    return () => void scaling.targets.delete(ref);
  },
  leavesNothing: true,
});
