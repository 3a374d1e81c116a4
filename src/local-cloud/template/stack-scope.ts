import type { StackArtifact } from './assembly.ts';
import type { Scope } from './intrinsics.ts';
import { parameterValue } from './parameters.ts';

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface Identity {
  ref: string;
  attributes: Record<string, unknown>;
  /** It does nothing here, so that any attribute will do. */
  inert?: boolean;
}

/** A reference to a resource that was refused: that resource's problem, not one of its own. */
export class RefusedReference extends Error {}

/** What the intrinsic functions of one stack see. */
export function scopeOf(
  stack: StackArtifact,
  known: {
    identities: ReadonlyMap<string, Identity>;
    /** Logical IDs of resources whose condition does not hold. */
    leftOut: ReadonlySet<string>;
    exports: ReadonlyMap<string, unknown>;
    parameters: Record<string, unknown>;
  },
): Scope {
  const { template, name: stackName } = stack;
  const { identities, leftOut, exports, parameters } = known;
  const identityOf = (logicalId: string): Identity => {
    const identity = identities.get(logicalId);
    if (identity) return identity;
    if (leftOut.has(logicalId))
      throw new Error(`the template refers to ${logicalId}, which its condition leaves out`);
    if (template.Resources && Object.hasOwn(template.Resources, logicalId)) throw new RefusedReference();
    throw new Error(`the template refers to ${logicalId}, which it does not define`);
  };
  return {
    stackName,
    ref(logicalId) {
      const parameter = template.Parameters?.[logicalId];
      return parameter
        ? parameterValue(logicalId, parameter, parameters[logicalId])
        : identityOf(logicalId).ref;
    },
    attribute(logicalId, attribute) {
      const { attributes, inert } = identityOf(logicalId);
      const value = attributes[attribute];
      if (value !== undefined) return value;
      if (inert) return `${logicalId}.${attribute}`;
      throw new Error(
        `the attribute ${logicalId}.${attribute} is not supported; it has ${Object.keys(attributes).join(', ') || 'none'}`,
      );
    },
    condition(name) {
      const condition = template.Conditions?.[name];
      if (condition === undefined) throw new Error(`the condition ${name} does not exist`);
      return condition;
    },
    mapping(map, top, second) {
      const value = template.Mappings?.[map]?.[top]?.[second];
      if (value === undefined) throw new Error(`the mapping ${map}.${top}.${second} does not exist`);
      return value;
    },
    imported(name) {
      if (!exports.has(name)) throw new Error(`no stack before ${stackName} exports ${name}`);
      return exports.get(name);
    },
  };
}
