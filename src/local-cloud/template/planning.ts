import type { PlannedResource, ResourceType, TypeWithoutEffect } from '../kernel/contracts/resource-type.ts';

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

/** The CloudFormation types that can be planned, by name. */
export interface KnownTypes {
  resourceTypes: ReadonlyMap<string, ResourceType>;
  withoutEffect: ReadonlyMap<string, TypeWithoutEffect>;
}

/** What the stacks of one assembly share while they are planned. */
export interface Planning {
  known: KnownTypes;
  steps: PlanStep[];
  withoutEffect: WithoutEffect[];
  exports: Map<string, unknown>;
  /** One line each, of all stacks. */
  problems: string[];
  /** Logical IDs that name a step, which stacks of one assembly may have in common. */
  logicalIds: Set<string>;
}
