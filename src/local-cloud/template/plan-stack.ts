import * as v from 'valibot';
import type { ResourceType } from '../kernel/contracts/resource-type.ts';
import type { StackArtifact } from './assembly.ts';
import { dependencyOrder } from './dependency-order.ts';
import { idleProviders, refusalOfType } from './inert-resources.ts';
import { holds, resolveIntrinsics, type Scope } from './intrinsics.ts';
import { nestedStackType, planNestedStack } from './nested-stack.ts';
import type { KnownTypes, Planning } from './planning.ts';
import { describeProblem, type Problem } from './problem.ts';
import { problemsOfProperties } from './property-problems.ts';
import { problemsOfSections } from './sections.ts';
import { type Identity, RefusedReference, scopeOf } from './stack-scope.ts';
import { constructPath, type TemplateResource } from './template.ts';

/**
 * Plans one stack: adds its steps and its problems to those of the assembly, and gives its outputs. `parameters` are what
 * a parent stack gives it.
 */
export function planStack(
  stack: StackArtifact,
  planning: Planning,
  parameters: Record<string, unknown> = {},
): Record<string, unknown> {
  const { template } = stack;
  const resources = template.Resources ?? {};
  const identities = new Map<string, Identity>();
  const leftOut = new Set<string>();
  const scope = scopeOf(stack, { identities, leftOut, exports: planning.exports, parameters });
  const report = (...problems: Problem[]) =>
    planning.problems.push(...problems.map((each) => describeProblem(stack.name, template, each)));
  report(...problemsOfSections(template));

  const { known } = planning;
  const idle = idleProviders(template, known);
  const isInert = (logicalId: string) =>
    idle.has(logicalId) || known.withoutEffect.has(resources[logicalId]?.Type ?? '');

  for (const logicalId of dependencyOrder(template, isInert)) {
    const resource = resources[logicalId] as TemplateResource;
    const at = `Resources.${logicalId}`;
    const refuseCondition = (message: string) =>
      report({ logicalId, templatePath: `${at}.Condition`, message });
    if (!isWanted(resource, scope, refuseCondition)) {
      leftOut.add(logicalId);
      continue;
    }
    const type = known.resourceTypes.get(resource.Type);
    const inert = inertResource(logicalId, resource, idle, known);
    if (inert) {
      identities.set(logicalId, { ...inert.identity, inert: true });
      planning.withoutEffect.push({ resource: logicalId, what: resource.Type, reason: inert.reason });
    } else if (resource.Type === nestedStackType || type) {
      const properties = resolveProperties(resource, scope, (property, message) =>
        report({ logicalId, templatePath: `${at}.Properties.${property}`, message }),
      );
      if (!properties) continue;
      try {
        const identity = type
          ? planResource(logicalId, stack, type, properties, planning, report)
          : planNestedStack(logicalId, stack, properties, planning, planStack);
        if (identity) identities.set(logicalId, identity);
      } catch (error) {
        report({ logicalId, templatePath: at, message: `${(error as Error).message}.` });
      }
    } else {
      report({ logicalId, templatePath: `${at}.Type`, message: refusalOfType(resource) });
    }
  }
  return planOutputs(stack, scope, planning, report);
}

function isWanted(resource: TemplateResource, scope: Scope, refuse: (message: string) => void): boolean {
  if (resource.Condition === undefined) return true;
  try {
    return holds(resource.Condition, scope);
  } catch (error) {
    refuse(`${(error as Error).message}.`);
    return false;
  }
}

function inertResource(
  logicalId: string,
  resource: TemplateResource,
  idle: Set<string>,
  known: KnownTypes,
): { identity: Identity; reason: string } | undefined {
  const withoutEffect = known.withoutEffect.get(resource.Type);
  if (withoutEffect) {
    return { identity: withoutEffect.identify({ logicalId }), reason: withoutEffect.reason };
  }
  if (!idle.has(logicalId)) return undefined;
  return { identity: { ref: logicalId, attributes: {} }, reason: 'nothing here calls it' };
}

/** The properties without intrinsic functions, or undefined when that cannot be had. */
function resolveProperties(
  resource: TemplateResource,
  scope: Scope,
  refuse: (property: string, message: string) => void,
): Record<string, unknown> | undefined {
  const resolved: Record<string, unknown> = {};
  let complete = true;
  for (const [name, value] of Object.entries(resource.Properties ?? {})) {
    try {
      const result = resolveIntrinsics(value, scope);
      if (result !== undefined) resolved[name] = result;
    } catch (error) {
      complete = false;
      if (!(error instanceof RefusedReference)) refuse(name, `${(error as Error).message}.`);
    }
  }
  return complete ? resolved : undefined;
}

function planResource(
  logicalId: string,
  stack: StackArtifact,
  type: ResourceType,
  properties: Record<string, unknown>,
  planning: Planning,
  report: (...problems: Problem[]) => void,
): Identity | undefined {
  const effective: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(properties)) {
    const reason = Object.hasOwn(type.withoutEffect, name) ? type.withoutEffect[name] : undefined;
    if (reason === undefined) effective[name] = value;
    else planning.withoutEffect.push({ resource: logicalId, what: `${type.type} ${name}`, reason });
  }
  const parsed = v.safeParse(type.properties, effective);
  if (!parsed.success) {
    report(...problemsOfProperties(logicalId, type, parsed.issues));
    return undefined;
  }
  const identity = type.identify({ logicalId, stackName: stack.name, properties: parsed.output });
  const resource = stack.template.Resources?.[logicalId] as TemplateResource;
  planning.steps.push({
    resource: {
      logicalId: uniqueId(logicalId, stack.name, planning.logicalIds),
      assets: stack.assets,
      path: constructPath(resource),
      properties: parsed.output,
      ...identity,
    },
    type,
  });
  return identity;
}

/** Stacks of one assembly may have logical IDs in common; events and faults tell them apart. */
function uniqueId(logicalId: string, stackName: string, taken: Set<string>): string {
  const id = taken.has(logicalId) ? `${stackName}-${logicalId}` : logicalId;
  taken.add(id);
  return id;
}

function planOutputs(
  stack: StackArtifact,
  scope: Scope,
  planning: Planning,
  report: (...problems: Problem[]) => void,
): Record<string, unknown> {
  const outputs: Record<string, unknown> = {};
  for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
    try {
      if (output.Condition !== undefined && !holds(output.Condition, scope)) continue;
      const value = resolveIntrinsics(output.Value, scope);
      outputs[name] = value;
      if (output.Export) planning.exports.set(String(resolveIntrinsics(output.Export.Name, scope)), value);
    } catch (error) {
      if (!(error instanceof RefusedReference))
        report({ templatePath: `Outputs.${name}`, message: `${(error as Error).message}.` });
    }
  }
  return outputs;
}
