import type {
  PlannedResource,
  ResourceIdentity,
  ResourceType,
  TypeWithoutEffect,
} from '../kernel/contracts/resource-type.ts';
import type { Region } from '../kernel/region.ts';
import type { LateValues } from './late-values.ts';

/** One resource to create. */
export interface PlanStep {
  /** Where it is created. */
  region: Region;
  /** As far as the plan knows it. */
  resource: PlannedResource;
  type: ResourceType;
  /**
   * For a resource that takes values which others tell when they have been created: all of it, once they are. Throws a
   * DeployError when it cannot be with these values.
   */
  settle?(): PlannedResource;
  /** What the resource, once created, says of itself to those that refer to it. */
  named(identity: ResourceIdentity): void;
  /** Tells of a problem with a property of the resource. */
  refuse(property: string, message: string): void;
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
  /** By Region and name; the value as it is known when it is asked for. */
  exports: Map<string, () => unknown>;
  late: LateValues;
  /** One line each, of all stacks. */
  problems: string[];
  /** Whether a type was refused. */
  refusedTypes: boolean;
  /** Logical IDs that name a step, which stacks of one assembly may have in common. */
  logicalIds: Set<string>;
}

/** What a stack gives to its callers or its parent, as far as it is known when it is asked for. */
export type StackOutputs = () => Record<string, unknown>;
