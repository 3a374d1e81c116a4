import type { Kernel } from '../../kernel/kernel.ts';
import type { Reading } from '../../kernel/metrics.ts';
import type { Cluster } from './cluster.ts';
import { Task } from './task.ts';
import type { TaskDefinition } from './task-definition.ts';

interface Options {
  logicalId: string;
  name: string;
  arn: string;
  cluster: Cluster;
  definition: TaskDefinition;
  desiredCount: number;
  taskStartSeconds: number;
  kernel: Kernel;
}

/**
 * A service: "run and maintain a specified number of instances of a task definition".
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
 */
export class EcsService {
  readonly options: Options;
  readonly #tasks = new Set<Task>();
  #desiredCount: number;
  #closed = false;

  constructor(options: Options) {
    this.options = options;
    this.#desiredCount = options.desiredCount;
    this.#reconcile();
  }

  get desiredCount(): number {
    return this.#desiredCount;
  }

  /** The tasks that are not stopped. */
  get tasks(): readonly Task[] {
    return [...this.#tasks];
  }

  count(status: Task['status']): number {
    return this.tasks.filter((each) => each.status === status).length;
  }

  setDesiredCount(count: number): void {
    const from = this.#desiredCount;
    if (count === from) return;
    this.#desiredCount = count;
    const { kernel, logicalId: resource } = this.options;
    kernel.events.emit({ type: 'desired-count-changed', resource, from, to: count });
    this.#reconcile();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.tasks.map((each) => each.end()));
  }

  /**
   * What Container Insights publishes of it each minute.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
   */
  *read(): Generator<Reading> {
    const { cluster, name } = this.options;
    // "that service has no tasks in a RUNNING state, there will be no metrics sent to CloudWatch"
    if (!cluster.containerInsights || this.count('RUNNING') === 0) return;
    const counts = {
      RunningTaskCount: this.count('RUNNING'),
      PendingTaskCount: this.count('PENDING'),
      DesiredTaskCount: this.#desiredCount,
    };
    for (const [metric, value] of Object.entries(counts))
      yield {
        namespace: 'ECS/ContainerInsights',
        name: metric,
        dimensions: { ClusterName: cluster.name, ServiceName: name },
        value,
        unit: 'Count',
      };
  }

  #reconcile(): void {
    if (this.#closed) return;
    const counting = this.tasks.filter((each) => each.counts);
    for (let missing = this.#desiredCount - counting.length; missing > 0; missing -= 1) this.#start();
    // AWS says only that it keeps its zones in balance; here what is not running yet goes first, then the oldest.
    const inOrder = [
      ...counting.filter(({ status }) => status === 'PENDING'),
      ...counting.filter(({ status }) => status === 'RUNNING'),
    ];
    for (const each of inOrder.slice(0, Math.max(0, counting.length - this.#desiredCount)))
      void each.stop('Scaling activity initiated by the desired count');
  }

  #start(): void {
    const { definition, taskStartSeconds, kernel, logicalId } = this.options;
    const task = new Task({
      definition,
      resource: logicalId,
      startSeconds: taskStartSeconds,
      kernel,
      onStopped: () => {
        this.#tasks.delete(task);
        this.#reconcile();
      },
    });
    this.#tasks.add(task);
  }
}
