import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import type { Ecs } from '../ecs.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-cluster.html */
export const ecsCluster = defineResource({
  type: 'AWS::ECS::Cluster',
  properties: v.strictObject({
    ClusterName: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[\w-]{1,255}$/, 'must be 1 to 255 letters, digits, hyphens and underscores'),
      ),
    ),
    ClusterSettings: v.optional(
      v.array(
        v.strictObject({
          Name: v.literal('containerInsights'),
          Value: v.picklist(
            ['enabled', 'disabled'],
            'must be enabled or disabled: enhanced observability, which tells of each container, is not emulated',
          ),
        }),
      ),
      [],
    ),
  }),
  withoutEffect: {
    CapacityProviders: 'every task is a process on this machine',
    DefaultCapacityProviderStrategy: 'every task is a process on this machine',
    Configuration: 'nobody executes commands in a container here, and nothing is stored',
    Tags: 'nothing here is billed or selected by tag',
  },
  identify({ logicalId, stackName, properties }) {
    const name = properties.ClusterName ?? physicalName(stackName, logicalId, 255);
    return { ref: name, attributes: { Arn: arnOf('ecs', `cluster/${name}`) } };
  },
  create({ ref, attributes, properties }, ecs: Ecs) {
    ecs.clusters.set(ref, {
      name: ref,
      arn: attributes.Arn as string,
      containerInsights: properties.ClusterSettings.some(({ Value }) => Value === 'enabled'),
    });
    return () => void ecs.clusters.delete(ref);
  },
  leavesNothing: true,
});
