import * as v from 'valibot';
import { DeployError } from './cloud.ts';
import { resourceTypes, resourceTypesWithoutEffect } from './resources/registry.ts';
import type { PlannedResource, ResourceType } from './resources/resource-type.ts';
import type { StackArtifact } from './template/assembly.ts';
import { dependencyOrder } from './template/dependency-order.ts';
import { resolveIntrinsics, type Scope } from './template/intrinsics.ts';

/** One resource to create. */
export interface PlanStep {
  resource: PlannedResource;
  type: ResourceType;
}

/** All that a deployment will do, worked out before anything starts. */
export interface Plan {
  /** In dependency order. */
  steps: PlanStep[];
  outputs: Record<string, string>;
}

type Identity = { ref: string; attributes: Record<string, string> };

/** Plans every stack of an assembly, in order. Throws one DeployError that names all that is not supported. */
export function planStacks(stacks: StackArtifact[]): Plan {
  const problems: string[] = [];
  const exports = new Map<string, unknown>();
  const plan: Plan = { steps: [], outputs: {} };
  for (const stack of stacks) planStack(stack, plan, exports, problems);
  if (problems.length > 0) {
    throw new DeployError(
      `The local cloud cannot run this assembly as it is:\n${problems.map((each) => `  - ${each}`).join('\n')}`,
      `Take these out of the stack, or deploy it to AWS. Supported resource types: ${[...resourceTypes.keys()].join(', ')}. ` +
        `Accepted without effect: ${[...resourceTypesWithoutEffect.keys()].join(', ')}.`,
    );
  }
  return plan;
}

function planStack(
  stack: StackArtifact,
  plan: Plan,
  exports: Map<string, unknown>,
  problems: string[],
): void {
  const { template } = stack;
  const identities = new Map<string, Identity>();
  const scope = scopeOf(stack, identities, exports);
  const resources = template.Resources ?? {};

  for (const logicalId of dependencyOrder(template)) {
    const resource = resources[logicalId];
    if (!resource || (resource.Condition && !scope.condition(resource.Condition))) continue;
    const where = `${stack.name}/${logicalId} (${resource.Type})`;
    const stackName = stack.name;
    const withoutEffect = resourceTypesWithoutEffect.get(resource.Type);
    if (withoutEffect) {
      identities.set(logicalId, withoutEffect.identify({ logicalId, stackName, properties: {} }));
      continue;
    }
    const type = resourceTypes.get(resource.Type);
    if (!type) {
      problems.push(`${where}: this resource type is not supported.`);
      continue;
    }
    try {
      const resolved = resolveIntrinsics(resource.Properties ?? {}, scope) as Record<string, unknown>;
      const effective = Object.fromEntries(
        Object.entries(resolved).filter(([name]) => !(name in type.withoutEffect)),
      );
      const parsed = v.safeParse(type.properties, effective);
      if (!parsed.success) {
        problems.push(...parsed.issues.map((issue) => `${where}: ${describeIssue(issue, type)}`));
        continue;
      }
      const identity = type.identify({ logicalId, stackName, properties: parsed.output });
      identities.set(logicalId, identity);
      const path = resource.Metadata?.['aws:cdk:path']?.toString();
      plan.steps.push({ resource: { logicalId, stack, path, properties: parsed.output, ...identity }, type });
    } catch (error) {
      // A reference to a resource that was refused above is that resource's problem, not one of its own.
      if (!(error instanceof RefusedReference)) problems.push(`${where}: ${(error as Error).message}.`);
    }
  }

  for (const [name, output] of Object.entries(template.Outputs ?? {})) {
    if (output.Condition && !scope.condition(output.Condition)) continue;
    try {
      const value = String(resolveIntrinsics(output.Value, scope));
      plan.outputs[name] = value;
      if (output.Export) exports.set(String(resolveIntrinsics(output.Export.Name, scope)), value);
    } catch (error) {
      if (!(error instanceof RefusedReference))
        problems.push(`${stack.name}, output ${name}: ${(error as Error).message}.`);
    }
  }
}

function describeIssue(issue: v.BaseIssue<unknown>, type: ResourceType): string {
  const path = v.getDotPath(issue) ?? '';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const top = path.includes('.') ? '' : ` Supported: ${supportedProperties(type).join(', ')}.`;
    return `property ${path} is not supported.${top}`;
  }
  if (issue.received === 'undefined') return `property ${path} is missing.`;
  return `property ${path} is ${issue.received}: ${issue.message}.`;
}

function supportedProperties(type: ResourceType): string[] {
  const schema = type.properties as unknown as { entries?: Record<string, unknown> };
  return [...Object.keys(schema.entries ?? {}), ...Object.keys(type.withoutEffect)].sort();
}

class RefusedReference extends Error {}

function scopeOf(
  stack: StackArtifact,
  identities: Map<string, Identity>,
  exports: Map<string, unknown>,
): Scope {
  const { template, name: stackName } = stack;
  const known = (logicalId: string): Identity => {
    const identity = identities.get(logicalId);
    if (identity) return identity;
    if (template.Resources && logicalId in template.Resources) throw new RefusedReference();
    throw new Error(`the template refers to ${logicalId}, which it does not define`);
  };
  const scope: Scope = {
    stackName,
    ref(logicalId) {
      const parameter = template.Parameters?.[logicalId];
      if (!parameter) return known(logicalId).ref;
      if (parameter.Default === undefined) throw new Error(`the parameter ${logicalId} has no default`);
      return parameter.Default;
    },
    attribute(logicalId, attribute) {
      const value = known(logicalId).attributes[attribute];
      if (value === undefined) throw new Error(`the attribute ${logicalId}.${attribute} is not supported`);
      return value;
    },
    condition: (name) => Boolean(resolveIntrinsics(template.Conditions?.[name], scope)),
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
  return scope;
}
