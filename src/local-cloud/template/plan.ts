import { DeployError } from '../kernel/errors.ts';
import { homeRegion, Region } from '../kernel/region.ts';
import type { StackArtifact } from './assembly.ts';
import { assertParametersExist, type GivenParameter, parametersFor } from './given-parameters.ts';
import { LateValues } from './late-values.ts';
import { planStack } from './plan-stack.ts';
import type { KnownTypes, Planning, PlanStep, WithoutEffect } from './planning.ts';
import { namesOfRegions } from './regions.ts';
import { refuseSameNames } from './same-names.ts';
import { refuseUnknownArns } from './unknown-arns.ts';

/** All that a deployment will do, worked out before anything starts. */
export interface Plan {
  /** Every Region that something lies in; that of the first stack comes first. */
  regions: ReadonlyMap<string, Region>;
  /** In dependency order. */
  steps: PlanStep[];
  /**
   * As far as they are known when they are asked for; by name, `Stack.Name` where stacks of the assembly have outputs of
   * one name, and `Stack@region.Name` where they have one name, too.
   */
  readonly outputs: Record<string, string>;
  withoutEffect: WithoutEffect[];
}

/**
 * Plans every stack of an assembly, in order. Throws one DeployError that names all that is not supported. `logicalIds` are
 * those of what the cloud has already, and get those of the plan.
 */
export function planStacks(
  stacks: StackArtifact[],
  known: KnownTypes,
  parameters: readonly GivenParameter[] = [],
  logicalIds = new Set<string>(),
): Plan {
  assertParametersExist(stacks, parameters);
  const planning: Planning = {
    known,
    steps: [],
    withoutEffect: [],
    exports: new Map(),
    late: new LateValues(),
    problems: [],
    refusedTypes: false,
    logicalIds,
  };
  const regions = regionsOf(stacks);
  const outputsByStack = stacks.map((stack) => {
    const given = parametersFor(stack, parameters);
    const region = regions.get(stack.region ?? homeRegion) as Region;
    const outputs = region.run(() => planStack(stack, planning, () => given));
    const isNamedTwice = stacks.some((each) => each !== stack && each.name === stack.name);
    const name = isNamedTwice ? `${stack.name}@${region.name}` : stack.name;
    return { stack: name, outputs: () => region.run(outputs) };
  });
  refuseUnknownArns(planning.steps);
  refuseSameNames(planning.steps);
  if (planning.problems.length > 0) {
    const supported = `Supported resource types: ${[...known.resourceTypes.keys()].join(', ')}.`;
    throw new DeployError(
      `The local cloud cannot run this assembly as it is:\n${planning.problems.map((each) => `  - ${each}`).join('\n')}`,
      planning.refusedTypes
        ? `Take these out of the stack, or deploy it to AWS. ${supported}`
        : 'Change these in the app as each line says, or deploy it to AWS.',
    );
  }
  return {
    regions,
    steps: planning.steps,
    withoutEffect: planning.withoutEffect,
    get outputs() {
      const outputs = outputsByStack.flatMap(({ stack, outputs }) =>
        Object.entries(outputs()).map(([name, value]) => ({ stack, name, value })),
      );
      const isShared = (name: string) => outputs.filter((each) => each.name === name).length > 1;
      return Object.fromEntries(
        outputs.map(({ stack, name, value }) => [isShared(name) ? `${stack}.${name}` : name, String(value)]),
      );
    },
  };
}

function regionsOf(stacks: readonly StackArtifact[]): Map<string, Region> {
  const names = new Set(stacks.map(({ region = homeRegion }) => region));
  const named = namesOfRegions(stacks);
  if (named.size > 1) for (const each of named) names.add(each);
  const regions = new Map([...names].map((name) => [name, new Region(name)]));
  for (const each of regions.values()) each.others = regions;
  return regions;
}
