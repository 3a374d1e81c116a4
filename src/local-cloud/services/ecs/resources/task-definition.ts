import { join } from 'node:path';
import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import type { Ecs } from '../ecs.ts';
import { buildImage, programOf } from '../image/image.ts';
import type { TaskDefinition } from '../task-definition.ts';
import { containerDefinition } from './container-definition.ts';

/** MiB by CPU units: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
const memoryOf: Record<string, readonly [least: number, most: number]> = {
  256: [512, 2_048],
  512: [1_024, 4_096],
  1024: [2_048, 8_192],
  2048: [4_096, 16_384],
  4096: [8_192, 30_720],
  8192: [16_384, 61_440],
  16384: [32_768, 122_880],
};

const size = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-taskdefinition.html */
export const ecsTaskDefinition = defineResource({
  type: 'AWS::ECS::TaskDefinition',
  properties: v.pipe(
    v.strictObject({
      Family: v.optional(v.string()),
      ContainerDefinitions: v.pipe(
        v.array(containerDefinition),
        v.length(1, 'must hold one container: sidecars are not emulated'),
      ),
      Cpu: v.pipe(
        size,
        v.check((each) => each in memoryOf, `must be one of ${Object.keys(memoryOf).join(', ')}`),
      ),
      Memory: size,
      NetworkMode: v.literal('awsvpc', 'must be awsvpc, as for every task on Fargate'),
      RequiresCompatibilities: v.tuple(
        [v.literal('FARGATE')],
        'must be [FARGATE]: tasks on EC2 are not emulated',
      ),
    }),
    v.check(({ Cpu, Memory }) => {
      const [least, most] = memoryOf[Cpu] ?? [0, 0];
      return Number(Memory) >= least && Number(Memory) <= most;
    }, 'Cpu and Memory must be a combination that Fargate has, such as 256 and 512'),
  ),
  withoutEffect: {
    TaskRoleArn: 'every call is allowed: IAM is not emulated',
    ExecutionRoleArn: 'every call is allowed: IAM is not emulated',
    RuntimePlatform: 'the program runs on this machine’s processor',
    EphemeralStorage: 'its folder is on this machine’s disk and is not limited',
    Tags: 'nothing here is billed or selected by tag',
  },
  identify({ logicalId, stackName, properties }) {
    const family = properties.Family ?? physicalName(stackName, logicalId, 255);
    const arn = arnOf('ecs', `task-definition/${family}:1`);
    return { ref: arn, attributes: { TaskDefinitionArn: arn } };
  },
  create({ logicalId, assets, properties, ref }, ecs: Ecs, { addresses }) {
    const [container] = properties.ContainerDefinitions;
    if (!container) return undefined;
    const image = buildImage(logicalId, container.Image, assets);
    try {
      ecs.definitions.set(ref, {
        arn: ref,
        image,
        program: programOf(logicalId, image, container),
        directory: join(image.root, container.WorkingDirectory ?? image.workingDirectory),
        variables: Object.fromEntries(
          container.Environment.map(({ Name, Value }) => [Name, addresses.localize(Value)]),
        ),
        hasInit: container.LinuxParameters.InitProcessEnabled,
        stopTimeoutSeconds: container.StopTimeout,
        log: logOf(container),
      });
    } catch (error) {
      image.remove();
      throw error;
    }
    return () => {
      ecs.definitions.delete(ref);
      image.remove();
    };
  },
  leavesNothing: true,
});

/** "The log stream name uses the following format: prefix-name/container-name/ecs-task-id" */
function logOf({ Name, LogConfiguration }: v.InferOutput<typeof containerDefinition>): TaskDefinition['log'] {
  const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix = 'ecs' } = LogConfiguration?.Options ?? {};
  return group === undefined ? undefined : { group, stream: `${prefix}/${Name}/` };
}
