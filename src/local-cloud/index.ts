import type { Cloud } from './cloud.ts';
import type { Close } from './kernel/contracts/resource-type.ts';
import type { FaultyResource } from './kernel/faults.ts';
import { type OpenCloud, openCloud } from './open-cloud.ts';
import { type Endpoints, knownTypes } from './services.ts';
import { type CloudSettings, defaultSettings } from './settings.ts';
import { readAssembly } from './template/assembly.ts';
import type { GivenParameter } from './template/given-parameters.ts';
import { type Plan, planStacks } from './template/plan.ts';
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
    // 2. In each Region the kernel, which everything leans on, and the services that resources live in.
    const breakable = [...plan.steps.map(faultyResourceOf), ...faultyRegions(plan)];
    const clouds = new Map<string, OpenCloud>();
    for (const [name, region] of plan.regions) {
      const [first] = clouds.values();
      const cloud = await openCloud(settings, breakable, { region, beside: first?.kernel });
      opened.push(() => cloud.close());
      clouds.set(name, cloud);
    }
    const [first] = [...clouds.values()];

    // 3. The resources, in dependency order.
    for (const step of plan.steps) {
      const undo = await clouds.get(step.region.name)?.create(step);
      if (undo) opened.push(undo);
    }

    // 4. What the stack gives to its callers, at the addresses where it really is.
    const { kernel } = first as OpenCloud;
    const outputs = Object.fromEntries(
      Object.entries(plan.outputs).map(([name, value]) => [name, kernel.addresses.localize(value)]),
    );
    return {
      outputs,
      addresses: kernel.addresses.callable(),
      endpoints: kernel.endpoints as Endpoints,
      regions: Object.fromEntries(
        [...clouds].map(([name, each]) => [name, { endpoints: each.kernel.endpoints as Endpoints }]),
      ),
      withoutEffect: plan.withoutEffect,
      faults: {
        inject: (fault) => kernel.faults.inject(fault),
        resources: breakable.filter(({ faults }) => faults.length > 0),
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

/** A Region of several can be taken away as a whole; a cloud with one would be gone with it. */
const faultyRegions = ({ regions }: Plan): FaultyResource[] =>
  regions.size < 2
    ? []
    : [...regions.values()].map((region) => ({
        logicalId: region.name,
        path: undefined,
        faults: ['down'],
        begin: () => region.leave(),
      }));

async function closeInReverse(opened: Close[]): Promise<void> {
  for (const each of opened.toReversed()) await each();
}
