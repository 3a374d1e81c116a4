import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import type { Ecs } from '../ecs.ts';
import { EcsService } from '../ecs-service.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html */
export const ecsService = defineResource({
  type: 'AWS::ECS::Service',
  properties: v.strictObject({
    ServiceName: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[\w-]{1,255}$/, 'must be 1 to 255 letters, digits, hyphens and underscores'),
      ),
    ),
    Cluster: v.string('must name a cluster of this stack: the default cluster is not emulated'),
    TaskDefinition: v.string(),
    DesiredCount: v.optional(integerBetween(0, 5_000), 1),
    LaunchType: v.literal('FARGATE', 'must be FARGATE: other launch types are not emulated'),
    SchedulingStrategy: v.optional(v.literal('REPLICA', 'must be REPLICA: daemons are not emulated')),
  }),
  withoutEffect: {
    NetworkConfiguration: 'everything here speaks over this machine’s loopback network',
    DeploymentConfiguration: 'nothing is deployed over a service that runs',
    DeploymentController: 'nothing is deployed over a service that runs',
    AvailabilityZoneRebalancing: 'everything runs on this machine',
    PlatformVersion: 'every task is a process on this machine',
    EnableECSManagedTags: 'nothing here is billed or selected by tag',
    PropagateTags: 'nothing here is billed or selected by tag',
    EnableExecuteCommand: 'nobody executes commands in a container here',
    Tags: 'nothing here is billed or selected by tag',
  },
  identify({ logicalId, stackName, properties: { ServiceName, Cluster } }) {
    const name = ServiceName ?? physicalName(stackName, logicalId, 255);
    const arn = arnOf('ecs', `service/${Cluster.split('/').at(-1)}/${name}`);
    return { ref: arn, attributes: { Name: name, ServiceArn: arn } };
  },
  create({ logicalId, properties, ref, attributes }, ecs: Ecs, kernel) {
    const name = attributes.Name as string;
    const service = new EcsService({
      logicalId,
      name,
      arn: ref,
      cluster: ecs.cluster(properties.Cluster),
      definition: ecs.definition(properties.TaskDefinition),
      desiredCount: properties.DesiredCount,
      taskStartSeconds: ecs.settings.taskStartSeconds,
      kernel,
    });
    ecs.services.set(name, service);
    return async () => {
      ecs.services.delete(name);
      await service.close();
    };
  },
  leavesNothing: true,
});
