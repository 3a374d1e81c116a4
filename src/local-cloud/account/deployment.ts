import type { Close } from '../kernel/contracts/resource-type.ts';
import type { Service } from '../kernel/contracts/service.ts';
import type { OpenCloud } from '../open-cloud.ts';
import { serviceOfType } from '../services.ts';
import type { Plan } from '../template/plan.ts';
import type { PlanStep } from '../template/planning.ts';
import type { Stack, Status } from './stack.ts';

interface Created {
  step: PlanStep;
  undo: Close | undefined;
}

/** The resources of one stack: created in order, and taken down again while the cloud goes on. */
export class Deployment {
  readonly #cloud: OpenCloud;
  readonly #stack: Stack;
  readonly #plan: Plan;
  readonly #created: Created[] = [];

  constructor(cloud: OpenCloud, stack: Stack, plan: Plan) {
    this.#cloud = cloud;
    this.#stack = stack;
    this.#plan = plan;
  }

  /** Creates everything. Rejects with what the first resource that cannot be created says. */
  async create(): Promise<void> {
    for (const { resource, what } of this.#plan.withoutEffect)
      if (what.split('::').length >= 2 && !what.includes(' '))
        this.#note(resource, what, resource, 'CREATE_COMPLETE');
    for (const step of this.#plan.steps) {
      const { logicalId, templateType, ref } = step.resource;
      this.#note(logicalId, templateType, '', 'CREATE_IN_PROGRESS');
      try {
        this.#created.push({ step, undo: await this.#cloud.create(step) });
      } catch (error) {
        this.#note(logicalId, templateType, '', 'CREATE_FAILED', (error as Error).message);
        throw error;
      }
      this.#note(logicalId, templateType, ref, 'CREATE_COMPLETE');
    }
    const { addresses } = this.#cloud.kernel;
    this.#stack.outputs = Object.entries(this.#plan.outputs).map(([name, value]) => ({
      name,
      value: addresses.localize(value),
    }));
  }

  /** Takes down all that was created, last first. `retain` leaves what the template wants to be kept. */
  async remove({ retain }: { retain: boolean }): Promise<void> {
    for (let last = this.#created.at(-1); last; last = this.#created.at(-1)) {
      const { step, undo } = last;
      const { logicalId, templateType, ref, deletionPolicy } = step.resource;
      if (retain && deletionPolicy?.startsWith('Retain')) {
        this.#note(logicalId, templateType, ref, 'DELETE_SKIPPED');
      } else {
        this.#note(logicalId, templateType, ref, 'DELETE_IN_PROGRESS');
        try {
          await undo?.();
          last.undo = undefined;
          await this.#takeAway(step);
        } catch (error) {
          this.#note(logicalId, templateType, ref, 'DELETE_FAILED', (error as Error).message);
          throw error;
        }
        this.#note(logicalId, templateType, ref, 'DELETE_COMPLETE');
      }
      this.#created.pop();
    }
    for (const { logicalId, type, physicalId, status } of this.#stack.resources.values())
      if (status === 'CREATE_COMPLETE') this.#note(logicalId, type, physicalId, 'DELETE_COMPLETE');
  }

  /** Ends what runs, with the cloud. */
  async end(): Promise<void> {
    for (const { undo } of this.#created.splice(0).toReversed()) await undo?.();
  }

  async #takeAway({ resource, type }: PlanStep): Promise<void> {
    const service = this.#cloud.running(serviceOfType.get(type.type) as Service);
    await type.remove?.(resource, service, this.#cloud.kernel);
  }

  #note(logicalId: string, type: string, physicalId: string, status: Status, reason?: string): void {
    this.#stack.note({ logicalId, type, physicalId, status, reason });
  }
}
