import * as v from 'valibot';
import { ApiServerError } from '../../http/api-server.ts';
import { withoutNulls } from '../../http/without-nulls.ts';
import { integerBetween } from '../../kernel/property-schemas.ts';
import type { Ecs } from './ecs.ts';
import type { EcsService } from './ecs-service.ts';

const cluster = v.optional(v.string(), 'default');

const schemas = {
  DescribeServices: v.strictObject({ cluster, services: v.array(v.string()) }),
  ListTasks: v.strictObject({ cluster, serviceName: v.string() }),
  StopTask: v.strictObject({
    cluster,
    task: v.string(),
    reason: v.optional(v.string(), 'Task stopped by user'),
  }),
  UpdateService: v.strictObject({
    cluster,
    service: v.string(),
    desiredCount: integerBetween(0, 5_000),
    // "By default, deployments aren't forced."
    forceNewDeployment: v.optional(
      v.literal(false, 'must be false: there are no deployments, only a number of tasks'),
    ),
  }),
};

type Action = (input: Record<string, unknown>, ecs: Ecs) => object;

/** What can be asked of ECS here: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Operations.html */
export const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
  [
    'DescribeServices',
    (input, ecs) => {
      const { cluster, services } = read('DescribeServices', input);
      return { services: services.map((each) => describe(ecs.service(cluster, each))), failures: [] };
    },
  ],
  [
    'ListTasks',
    (input, ecs) => {
      const { cluster, serviceName } = read('ListTasks', input);
      const service = ecs.service(cluster, serviceName);
      return { taskArns: service.tasks.filter(({ counts }) => counts).map(({ id }) => taskArn(service, id)) };
    },
  ],
  [
    'StopTask',
    (input, ecs) => {
      const { task, reason } = read('StopTask', input);
      for (const service of ecs.services.values())
        for (const each of service.tasks) {
          if (each.id !== task.split('/').at(-1)) continue;
          void each.stop(reason);
          return {
            task: { taskArn: taskArn(service, each.id), desiredStatus: 'STOPPED', stoppedReason: reason },
          };
        }
      throw new ApiServerError('InvalidParameterException', 'The referenced task was not found.');
    },
  ],
  [
    'UpdateService',
    (input, ecs) => {
      const { cluster, service, desiredCount } = read('UpdateService', input);
      const found = ecs.service(cluster, service);
      found.setDesiredCount(desiredCount);
      return { service: describe(found) };
    },
  ],
]);

function read<Name extends keyof typeof schemas>(
  name: Name,
  input: Record<string, unknown>,
): v.InferOutput<(typeof schemas)[Name]> {
  const { success, output, issues } = v.safeParse(schemas[name], withoutNulls(input));
  if (success) return output as v.InferOutput<(typeof schemas)[Name]>;
  const problems = issues.map((each) => `${v.getDotPath(each) ?? name}: ${each.message}`).join('; ');
  throw new ApiServerError(
    'InvalidParameterException',
    `${name} is emulated with these members: ${Object.keys(schemas[name].entries).join(', ')}. ${problems}`,
  );
}

const taskArn = ({ options }: EcsService, id: string): string =>
  options.arn.replace(/:service\/.*/, `:task/${options.cluster.name}/${id}`);

const describe = (service: EcsService): object => ({
  serviceArn: service.options.arn,
  serviceName: service.options.name,
  clusterArn: service.options.cluster.arn,
  status: 'ACTIVE',
  launchType: 'FARGATE',
  taskDefinition: service.options.definition.arn,
  desiredCount: service.desiredCount,
  runningCount: service.count('RUNNING'),
  pendingCount: service.count('PENDING'),
});
