import { ApiServerError } from '../../http/api-server.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Cluster } from './cluster.ts';
import type { EcsService } from './ecs-service.ts';
import type { EcsSettings } from './settings.ts';
import type { TaskDefinition } from './task-definition.ts';

/** Amazon ECS: clusters, task definitions, and services that keep tasks running. */
export class Ecs {
  readonly settings: EcsSettings;
  /** By name. */
  readonly clusters = new Map<string, Cluster>();
  /** By ARN. */
  readonly definitions = new Map<string, TaskDefinition>();
  /** By name. */
  readonly services = new Map<string, EcsService>();

  constructor(kernel: Kernel, settings: EcsSettings) {
    this.settings = settings;
    kernel.metrics.eachMinute(() => [...this.services.values()].flatMap((each) => [...each.read()]));
  }

  /** By name or ARN. Throws a DeployError when there is none. */
  cluster(nameOrArn: string): Cluster {
    const found = this.clusters.get(lastPart(nameOrArn));
    if (found) return found;
    throw new DeployError(`There is no cluster ${nameOrArn}.`, 'Refer to one of this stack.');
  }

  /** Throws a DeployError when there is none. */
  definition(arn: string): TaskDefinition {
    const found = this.definitions.get(arn);
    if (found) return found;
    throw new DeployError(`There is no task definition ${arn}.`, 'Refer to one of this stack.');
  }

  /** By name or ARN, in its cluster. Throws an ApiServerError when there is none. */
  service(cluster: string, nameOrArn: string): EcsService {
    if (!this.clusters.has(lastPart(cluster)))
      throw new ApiServerError('ClusterNotFoundException', 'Cluster not found.');
    const found = this.services.get(lastPart(nameOrArn));
    if (found && found.options.cluster.name === lastPart(cluster)) return found;
    throw new ApiServerError('ServiceNotFoundException', 'Service not found.');
  }
}

const lastPart = (nameOrArn: string): string => nameOrArn.split('/').at(-1) ?? '';
