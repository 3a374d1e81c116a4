import type * as v from 'valibot';
import { arnOf } from '../account.ts';
import type { FaultName } from '../faults.ts';
import type { Kernel } from '../kernel.ts';
import type { Assets } from './asset.ts';

/** A resource whose properties are resolved and checked, but which does not exist yet. */
export interface PlannedResource<Properties = unknown> {
  logicalId: string;
  /** As the template names it: `Custom::Seed`, where the ResourceType stands for all custom resources. */
  templateType: string;
  stackName: string;
  /** What CloudFormation is to do with it when the stack ends: `Retain`, `Delete`. */
  deletionPolicy: string | undefined;
  /** Of its stack. */
  assets: Assets;
  /** Path of its construct (`Stack/Scope/Name/Resource`), when the template carries it. */
  path: string | undefined;
  properties: Properties;
  /** What `Ref` gives, as on AWS. */
  ref: string;
  /** What `Fn::GetAtt` gives, as on AWS. */
  attributes: Record<string, string>;
}

/** Undoes a create. */
export type Close = () => Promise<void> | void;

/** What `Ref` and `Fn::GetAtt` give. */
export interface ResourceIdentity {
  ref: string;
  attributes: Record<string, unknown>;
}

/** A resource that says itself, once it is created, what `Ref` and `Fn::GetAtt` give. */
export interface SelfNamed {
  identity: ResourceIdentity;
  close: Close;
}

/** Everything that the local cloud knows of one CloudFormation resource type. */
export interface ResourceType<Properties = unknown, Running = unknown> {
  type: string;
  /** Strict: a property that is neither here nor in `withoutEffect` is refused. */
  properties: v.GenericSchema<unknown, Properties>;
  /** Properties that are taken without effect, each with the reason. */
  withoutEffect: Record<string, string>;
  /** What to say of properties that are taken and do not all that they do on AWS with this value, by property. */
  hints?(properties: Properties): Record<string, string | undefined>;
  /** ARNs that must be those of resources of the assembly, by the path of the property that names them. */
  refersTo?(properties: Properties): Record<string, string | undefined>;
  /** What can be broken on purpose in a resource of this type; see faults.ts. */
  faults?: readonly FaultName[];
  /**
   * Names and addresses as AWS would give them. Pure: nothing runs yet. Undefined when only `create` can tell.
   */
  identify(resource: {
    logicalId: string;
    stackName: string;
    properties: Properties;
  }): { ref: string; attributes: Record<string, string> } | undefined;
  /** Brings the resource into being, in the service that it belongs to. */
  create(
    resource: PlannedResource<Properties>,
    service: Running,
    kernel: Kernel,
  ): Promise<Close | SelfNamed | undefined> | Close | SelfNamed | undefined;
  /**
   * Takes the resource away while the cloud goes on, after what `create` gave has undone what it could: as when its stack
   * is deleted.
   */
  remove?(resource: PlannedResource<Properties>, service: Running, kernel: Kernel): Promise<void> | void;
  /**
   * There is nothing to remove: undoing `create` was all, or the resource lies in another one and goes with that. A type
   * with neither this nor `remove` cannot be in a stack that is deployed through CloudFormation.
   */
  leavesNothing?: true;
}

/** A type that is accepted although it does nothing here. */
export interface TypeWithoutEffect {
  type: string;
  reason: string;
  identify(resource: { logicalId: string }): { ref: string; attributes: Record<string, string> };
}

/** Types that templates carry along and that change nothing here, for one reason. */
export const withoutEffect = (reason: string, types: readonly string[]): TypeWithoutEffect[] =>
  types.map((type) => ({ type, reason, identify: ({ logicalId }) => identify(type, logicalId) }));

function identify(type: string, logicalId: string): ReturnType<TypeWithoutEffect['identify']> {
  const arn = arnOf(type.split('::')[1]?.toLowerCase() ?? '', logicalId);
  return { ref: logicalId, attributes: { Arn: arn, Id: logicalId } };
}

/** Ties a resource type's parts together, so that its properties are typed from its schema. */
export function defineResource<Schema extends v.GenericSchema<unknown, unknown>, Running = unknown>(
  definition: Omit<ResourceType<v.InferOutput<Schema>, Running>, 'properties'> & { properties: Schema },
): ResourceType<unknown, Running> {
  return definition as unknown as ResourceType<unknown, Running>;
}
