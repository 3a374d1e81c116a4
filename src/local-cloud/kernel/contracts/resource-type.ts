import type * as v from 'valibot';
import type { Services } from '../../services.ts';
import type { StackArtifact } from '../../template/assembly.ts';
import type { FaultName } from '../faults.ts';

/** A resource whose properties are resolved and checked, but which does not exist yet. */
export interface PlannedResource<Properties = unknown> {
  logicalId: string;
  stack: StackArtifact;
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

/** Everything that the local cloud knows of one CloudFormation resource type. */
export interface ResourceType<Properties = unknown> {
  type: string;
  /** Strict: a property that is neither here nor in `withoutEffect` is refused. */
  properties: v.GenericSchema<unknown, Properties>;
  /** Properties that are taken without effect, each with the reason. */
  withoutEffect: Record<string, string>;
  /** What can be broken on purpose in a resource of this type; see faults.ts. */
  faults?: readonly FaultName[];
  /** Names and addresses as AWS would give them. Pure: nothing runs yet. */
  identify(resource: { logicalId: string; stackName: string; properties: Properties }): {
    ref: string;
    attributes: Record<string, string>;
  };
  /** Brings the resource into being. */
  create(
    resource: PlannedResource<Properties>,
    services: Services,
  ): Promise<Close | undefined> | Close | undefined;
}

/** A type that is accepted although it does nothing here. */
export interface TypeWithoutEffect {
  type: string;
  reason: string;
  identify(resource: { logicalId: string }): ReturnType<ResourceType['identify']>;
}

/** Ties a resource type's parts together, so that its properties are typed from its schema. */
export function defineResource<Schema extends v.GenericSchema<unknown, unknown>>(
  definition: Omit<ResourceType<v.InferOutput<Schema>>, 'properties'> & { properties: Schema },
): ResourceType {
  return definition as unknown as ResourceType;
}
