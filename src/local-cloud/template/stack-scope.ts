import { account } from '../kernel/account.ts';
import type { ResourceIdentity } from '../kernel/contracts/resource-type.ts';
import type { StackArtifact } from './assembly.ts';
import type { Scope } from './intrinsics.ts';
import type { LateValues } from './late-values.ts';
import { parameterValue } from './parameters.ts';

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface Identity extends ResourceIdentity {
  /** It does nothing here, so that any attribute will do. */
  inert?: boolean;
}

/** Exports are those of a Region: a stack in another one does not find them. */
export const exportKey = (name: string): string => `${account.region}/${name}`;

/** What the intrinsic functions of one stack see. */
export function scopeOf(
  stack: StackArtifact,
  known: {
    identities: ReadonlyMap<string, Identity>;
    /** Logical IDs of resources whose condition does not hold. */
    leftOut: ReadonlySet<string>;
    exports: ReadonlyMap<string, () => unknown>;
    /** What a parent stack gives, as far as it is known. */
    parameters: () => Record<string, unknown>;
    late: LateValues;
  },
): Scope {
  const { template, name: stackName } = stack;
  const { identities, leftOut, exports, parameters, late } = known;
  const identityOf = (logicalId: string): Identity => {
    const identity = identities.get(logicalId);
    if (identity) return identity;
    if (leftOut.has(logicalId))
      throw new Error(`the template refers to ${logicalId}, which its condition leaves out`);
    throw new Error(`the template refers to ${logicalId}, which it does not define`);
  };
  return {
    stackName,
    ref(logicalId) {
      const parameter = template.Parameters?.[logicalId];
      if (parameter) return parameterValue(logicalId, parameter, parameters()[logicalId]);
      const identity = identityOf(logicalId);
      return identity === late.identity ? late.ask() : identity.ref;
    },
    attribute(logicalId, attribute) {
      const identity = identityOf(logicalId);
      if (identity === late.identity) return late.ask();
      const { attributes, inert } = identity;
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
      const exported = exports.get(exportKey(name));
      if (!exported) throw new Error(`no stack before ${stackName} exports ${name} in ${account.region}`);
      return exported();
    },
  };
}
