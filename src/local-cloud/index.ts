import type { Cloud } from './cloud.ts';
import type { Close } from './kernel/contracts/resource-type.ts';
import type { FaultyResource } from './kernel/faults.ts';
import { openCloud } from './open-cloud.ts';
import { type Endpoints, knownTypes } from './services.ts';
import { type CloudSettings, defaultSettings } from './settings.ts';
import { readAssembly } from './template/assembly.ts';
import type { GivenParameter } from './template/given-parameters.ts';
import { planStacks } from './template/plan.ts';
import type { PlanStep } from './template/planning.ts';

/**
 * Runs a synthesized cloud assembly on this machine.
 * Throws a DeployError, with nothing left running, when the assembly cannot run here.
 */
export async function startCloud(options: {
  assembly: string;
  settings?: Partial<CloudSettings>;
  /** Values for the templates' parameters, as `cdk deploy --parameters` gives them. */
  parameters?: readonly GivenParameter[];
}): Promise<Cloud> {
  const settings = { ...defaultSettings, ...options.settings };

  // 1. Work out everything that will be done. What is not supported is refused here, before anything starts.
  const plan = planStacks(await readAssembly(options.assembly), knownTypes, options.parameters);

  const opened: Close[] = [];
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeInReverse(opened);
    return closing;
  };

  try {
    // 2. The kernel, which everything leans on, and the services that resources live in.
    const cloud = await openCloud(settings, plan.steps.map(faultyResourceOf));
    opened.push(() => cloud.close());

    // 3. The resources, in dependency order.
    for (const step of plan.steps) {
      const undo = await cloud.create(step);
      if (undo) opened.push(undo);
    }

    // 4. What the stack gives to its callers, at the addresses where it really is.
    const { kernel } = cloud;
    const outputs = Object.fromEntries(
      Object.entries(plan.outputs).map(([name, value]) => [name, kernel.addresses.localize(value)]),
    );
    return {
      outputs,
      addresses: kernel.addresses.callable(),
      endpoints: kernel.endpoints as Endpoints,
      withoutEffect: plan.withoutEffect,
      faults: {
        inject: (fault) => kernel.faults.inject(fault),
        resources: plan.steps.map(faultyResourceOf).filter(({ faults }) => faults.length > 0),
      },
      subscribe: (listener) => kernel.events.subscribe(listener),
      now: () => kernel.events.now(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const faultyResourceOf = ({ resource, type }: PlanStep): FaultyResource => ({
  logicalId: resource.logicalId,
  path: resource.path,
  faults: type.faults ?? [],
});

async function closeInReverse(opened: Close[]): Promise<void> {
  for (const each of opened.toReversed()) await each();
}
