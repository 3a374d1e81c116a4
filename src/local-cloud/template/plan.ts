import { DeployError } from '../kernel/errors.ts';
import type { StackArtifact } from './assembly.ts';
import { assertParametersExist, type GivenParameter, parametersFor } from './given-parameters.ts';
import { planStack } from './plan-stack.ts';
import type { KnownTypes, Planning, PlanStep, WithoutEffect } from './planning.ts';

/** All that a deployment will do, worked out before anything starts. */
export interface Plan {
  /** In dependency order. */
  steps: PlanStep[];
  /** By name; `Stack.Name` where stacks of the assembly have outputs of one name. */
  outputs: Record<string, string>;
  withoutEffect: WithoutEffect[];
}

/** Plans every stack of an assembly, in order. Throws one DeployError that names all that is not supported. */
export function planStacks(
  stacks: StackArtifact[],
  known: KnownTypes,
  parameters: readonly GivenParameter[] = [],
): Plan {
  assertParametersExist(stacks, parameters);
  const planning: Planning = {
    known,
    steps: [],
    withoutEffect: [],
    exports: new Map(),
    problems: [],
    logicalIds: new Set(),
  };
  const outputs = stacks.flatMap((stack) =>
    Object.entries(planStack(stack, planning, parametersFor(stack, parameters))).map(([name, value]) => ({
      stack: stack.name,
      name,
      value,
    })),
  );
  if (planning.problems.length > 0) {
    throw new DeployError(
      `The local cloud cannot run this assembly as it is:\n${planning.problems.map((each) => `  - ${each}`).join('\n')}`,
      `Take these out of the stack, or deploy it to AWS. Supported resource types: ${[...known.resourceTypes.keys()].join(', ')}.`,
    );
  }
  const isShared = (name: string) => outputs.filter((each) => each.name === name).length > 1;
  return {
    steps: planning.steps,
    withoutEffect: planning.withoutEffect,
    outputs: Object.fromEntries(
      outputs.map(({ stack, name, value }) => [isShared(name) ? `${stack}.${name}` : name, String(value)]),
    ),
  };
}
