import type { StackArtifact } from './assembly.ts';
import { dependencyOrder } from './dependency-order.ts';
import { customResourceType, idleProviders, isCustom } from './inert-resources.ts';
import { holds, resolveIntrinsics, type Scope } from './intrinsics.ts';
import { nestedStackType, planNestedStack } from './nested-stack.ts';
import { planResource } from './plan-resource.ts';
import type { KnownTypes, Planning, StackOutputs } from './planning.ts';
import { describeProblem, type Problem } from './problem.ts';
import { problemsOfSections } from './sections.ts';
import { exportKey, type Identity, scopeOf } from './stack-scope.ts';
import type { TemplateResource } from './template.ts';

/**
 * Plans one stack: adds its steps and its problems to those of the assembly, and gives its outputs. `parameters` are what
 * a parent stack gives it.
 */
export function planStack(
  stack: StackArtifact,
  planning: Planning,
  parameters: () => Record<string, unknown> = () => ({}),
): StackOutputs {
  const { template } = stack;
  const { known, late } = planning;
  const resources = template.Resources ?? {};
  const identities = new Map<string, Identity>();
  const leftOut = new Set<string>();
  const scope = scopeOf(stack, { identities, leftOut, exports: planning.exports, parameters, late });
  const report = (...problems: Problem[]) =>
    planning.problems.push(...problems.map((each) => describeProblem(stack.name, template, each)));
  report(...problemsOfSections(template));

  const idle = idleProviders(template, known);
  const isInert = (logicalId: string) =>
    idle.has(logicalId) || known.withoutEffect.has(resources[logicalId]?.Type ?? '');

  for (const logicalId of dependencyOrder(template, isInert)) {
    const resource = resources[logicalId] as TemplateResource;
    const at = `Resources.${logicalId}`;
    // Until more is known of it: what refers to it is checked as far as it can be.
    identities.set(logicalId, late.identity);
    const refuseCondition = (message: string) =>
      report({ logicalId, templatePath: `${at}.Condition`, message });
    if (!isWanted(resource, scope, planning, refuseCondition)) {
      leftOut.add(logicalId);
      identities.delete(logicalId);
      continue;
    }
    const inert = inertResource(logicalId, resource, idle, known);
    if (inert) {
      identities.set(logicalId, { ...inert.identity, inert: true });
      planning.withoutEffect.push({ resource: logicalId, what: resource.Type, reason: inert.reason });
      continue;
    }
    const type = typeOf(resource, known);
    try {
      if (type) planResource({ logicalId, stack, resource, type, scope, identities, planning, report });
      else if (resource.Type === nestedStackType)
        identities.set(logicalId, planNested(logicalId, stack, resource, scope, planning));
      else {
        planning.refusedTypes = true;
        report({ logicalId, templatePath: `${at}.Type`, message: 'this resource type is not supported.' });
      }
    } catch (error) {
      report({ logicalId, templatePath: at, message: `${(error as Error).message}.` });
    }
  }
  return planOutputs(stack, scope, planning, report);
}

/** A custom resource whose work a service does itself is planned as its own type. */
const typeOf = (resource: TemplateResource, { resourceTypes }: KnownTypes) =>
  resourceTypes.get(resource.Type) ??
  (isCustom(resource) ? resourceTypes.get(customResourceType) : undefined);

function isWanted(
  resource: TemplateResource,
  scope: Scope,
  { late }: Planning,
  refuse: (message: string) => void,
): boolean {
  const { Condition } = resource;
  if (Condition === undefined) return true;
  const { result, error, late: isLate } = late.watch(() => holds(Condition, scope));
  if (isLate)
    refuse('the condition hangs on a value that is known only when another resource has been created.');
  else if (error) refuse(`${(error as Error).message}.`);
  return result ?? false;
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

function planNested(
  logicalId: string,
  stack: StackArtifact,
  { Properties = {} }: TemplateResource,
  scope: Scope,
  planning: Planning,
): Identity {
  const templateUrl = String(resolveIntrinsics(Properties.TemplateURL, scope));
  const parameters = () => (resolveIntrinsics(Properties.Parameters, scope) ?? {}) as Record<string, unknown>;
  parameters();
  return planNestedStack(logicalId, stack, { templateUrl, parameters }, planning, planStack);
}

function planOutputs(
  { template }: StackArtifact,
  scope: Scope,
  planning: Planning,
  report: (...problems: Problem[]) => void,
): StackOutputs {
  const wanted: [name: string, value: () => unknown][] = [];
  for (const [name, output] of Object.entries(template.Outputs ?? {})) {
    const value = () => resolveIntrinsics(output.Value, scope);
    const { error, late } = planning.late.watch(() => {
      if (output.Condition !== undefined && !holds(output.Condition, scope)) return;
      wanted.push([name, value]);
      if (output.Export)
        planning.exports.set(exportKey(String(resolveIntrinsics(output.Export.Name, scope))), value);
      value();
    });
    if (error && !late) report({ templatePath: `Outputs.${name}`, message: `${(error as Error).message}.` });
  }
  return () => Object.fromEntries(wanted.map(([name, value]) => [name, value()]));
}
