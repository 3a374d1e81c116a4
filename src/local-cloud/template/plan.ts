import type { PlannedResource, ResourceType } from '../kernel/contracts/resource-type.ts';
import { DeployError } from '../kernel/errors.ts';
import { resourceTypes } from '../resources/registry.ts';
import type { StackArtifact } from './assembly.ts';
import { planStack } from './plan-stack.ts';

/** One resource to create. */
export interface PlanStep {
  resource: PlannedResource;
  type: ResourceType;
}

/** Something in a template that is accepted although it does nothing here. */
export interface WithoutEffect {
  /** Logical ID. */
  resource: string;
  /** The resource's type, or one property of it: `AWS::IAM::Role`, `AWS::SQS::Queue Tags`. */
  what: string;
  reason: string;
}

/** All that a deployment will do, worked out before anything starts. */
export interface Plan {
  /** In dependency order. */
  steps: PlanStep[];
  /** By name; `Stack.Name` where stacks of the assembly have outputs of one name. */
  outputs: Record<string, string>;
  withoutEffect: WithoutEffect[];
}

/** What the stacks of one assembly share while they are planned. */
export interface Planning {
  steps: PlanStep[];
  withoutEffect: WithoutEffect[];
  exports: Map<string, unknown>;
  /** One line each, of all stacks. */
  problems: string[];
  /** Logical IDs that name a step, which stacks of one assembly may have in common. */
  logicalIds: Set<string>;
}

/** Plans every stack of an assembly, in order. Throws one DeployError that names all that is not supported. */
export function planStacks(stacks: StackArtifact[]): Plan {
  const planning: Planning = {
    steps: [],
    withoutEffect: [],
    exports: new Map(),
    problems: [],
    logicalIds: new Set(),
  };
  const outputs = stacks.flatMap((stack) =>
    Object.entries(planStack(stack, planning)).map(([name, value]) => ({ stack: stack.name, name, value })),
  );
  if (planning.problems.length > 0) {
    throw new DeployError(
      `The local cloud cannot run this assembly as it is:\n${planning.problems.map((each) => `  - ${each}`).join('\n')}`,
      `Take these out of the stack, or deploy it to AWS. Supported resource types: ${[...resourceTypes.keys()].join(', ')}.`,
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
