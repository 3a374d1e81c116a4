import type { Kernel } from '../../kernel/kernel.ts';

/** A service of ECS whose number of tasks is scaled, within bounds. */
export class ScalableTarget {
  readonly min: number;
  readonly max: number;
  readonly #kernel: Kernel;
  readonly #cluster: string;
  readonly #service: string;

  /** `resourceId` is `service/<cluster>/<service>`. */
  constructor(resourceId: string, bounds: { min: number; max: number }, kernel: Kernel) {
    const [, cluster = '', service = ''] = resourceId.split('/');
    this.#cluster = cluster;
    this.#service = service;
    this.min = bounds.min;
    this.max = bounds.max;
    this.#kernel = kernel;
  }

  async capacity(): Promise<number> {
    const input = { cluster: this.#cluster, services: [this.#service] };
    const { services } = await this.#kernel.apis.call('ecs', 'DescribeServices', input, {});
    return (services as { desiredCount: number }[])[0]?.desiredCount ?? 0;
  }

  async scaleTo(desiredCount: number): Promise<void> {
    const input = { cluster: this.#cluster, service: this.#service, desiredCount };
    await this.#kernel.apis.call('ecs', 'UpdateService', input, {});
  }
}
