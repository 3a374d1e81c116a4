import * as v from 'valibot';
import { account } from '../kernel/account.ts';
import type { PlannedResource, ResourceType } from '../kernel/contracts/resource-type.ts';
import { DeployError } from '../kernel/errors.ts';
import { currentRegion } from '../kernel/region.ts';
import type { StackArtifact } from './assembly.ts';
import { resolveIntrinsics, type Scope } from './intrinsics.ts';
import { holdsLateValue } from './late-values.ts';
import type { Planning } from './planning.ts';
import { describeProblem, type Problem } from './problem.ts';
import { problemsOfProperties } from './property-problems.ts';
import type { Identity } from './stack-scope.ts';
import { constructPath, type TemplateResource } from './template.ts';

interface Planned {
  logicalId: string;
  stack: StackArtifact;
  resource: TemplateResource;
  type: ResourceType;
  scope: Scope;
  /** Of the stack's resources; the resource's own is put there once it is known. */
  identities: Map<string, Identity>;
  planning: Planning;
  report: (...problems: Problem[]) => void;
}

/**
 * Plans a resource of a supported type: a step, or problems. What hangs on values that are not known yet is checked when
 * the resource is created, the rest now.
 */
export function planResource(planned: Planned): void {
  const { logicalId, stack, type, identities, planning, report } = planned;
  const { given, ignored, problems, omitted, late } = readProperties(planned);
  report(...problems);
  for (const [name, reason] of ignored)
    planning.withoutEffect.push({ resource: logicalId, what: `${type.type} ${name}`, reason });
  const parsed = v.safeParse(type.properties, given);
  if (!parsed.success) {
    const known = parsed.issues.filter((issue) => !hangsOnLateValue(issue, omitted));
    report(...problemsOfProperties(logicalId, type, known));
    if (problems.length > 0 || known.length > 0) return;
  } else if (problems.length > 0) return;
  const properties = parsed.success ? parsed.output : {};
  const identity = parsed.success ? identify(planned, properties) : undefined;
  for (const [name, reason] of Object.entries((parsed.success && type.hints?.(properties)) || {}))
    if (reason !== undefined)
      planning.withoutEffect.push({ resource: logicalId, what: `${type.type} ${name}`, reason });
  if (identity && !holdsLateValue(identity)) identities.set(logicalId, identity);
  const resource: PlannedResource = {
    logicalId: uniqueId(logicalId, stack.name, planning.logicalIds),
    templateType: planned.resource.Type,
    stackName: stack.name,
    deletionPolicy: planned.resource.DeletionPolicy,
    assets: stack.assets,
    path: constructPath(planned.resource),
    properties,
    ref: identity?.ref ?? '',
    attributes: identity?.attributes ?? {},
  };
  planning.steps.push({
    region: currentRegion(),
    resource,
    type,
    ...(late && { settle: () => settled(planned, resource) }),
    named: (own) => identities.set(logicalId, own),
    refuse: (property, message) =>
      report({ logicalId, templatePath: `Resources.${logicalId}.Properties.${property}`, message }),
  });
}

/** The resource with the values that have become known since it was planned. */
function settled(planned: Planned, resource: PlannedResource): PlannedResource {
  const { logicalId, stack, type, identities } = planned;
  const { given, problems } = readProperties(planned);
  const parsed = v.safeParse(type.properties, given);
  if (!parsed.success) problems.push(...problemsOfProperties(logicalId, type, parsed.issues));
  if (!parsed.success || problems.length > 0)
    throw new DeployError(
      `The local cloud cannot create this resource with the values that others gave it:\n${problems.map((each) => `  - ${describeProblem(stack.name, stack.template, each)}`).join('\n')}`,
      'Look at what the custom resources of the stack answer.',
    );
  const identity = identify(planned, parsed.output);
  if (identity) identities.set(logicalId, identity);
  return { ...resource, properties: parsed.output, ...identity };
}

const identify = ({ logicalId, stack, type }: Planned, properties: unknown) =>
  type.identify({ logicalId, stackName: stack.name, properties });

/** The properties without intrinsic functions and without those that have no effect. */
function readProperties({ logicalId, resource, type, scope, planning }: Planned) {
  const given: Record<string, unknown> = {};
  const ignored: [name: string, reason: string][] = [];
  const problems: Problem[] = [];
  /** Properties whose value cannot be had now. */
  const omitted = new Set<string>();
  let late = false;
  for (const [name, value] of Object.entries(resource.Properties ?? {})) {
    const resolved = planning.late.watch(() => resolveIntrinsics(value, scope));
    late ||= resolved.late;
    if (resolved.error) {
      omitted.add(name);
      if (resolved.late) continue;
      const message = `${(resolved.error as Error).message}.`;
      problems.push({ logicalId, templatePath: `Resources.${logicalId}.Properties.${name}`, message });
    } else if (resolved.result !== undefined) {
      const reason = Object.hasOwn(type.withoutEffect, name) ? type.withoutEffect[name] : undefined;
      if (reason === undefined) given[name] = resolved.result;
      else ignored.push([name, reason]);
    }
  }
  return { given, ignored, problems, omitted, late };
}

function hangsOnLateValue(issue: v.BaseIssue<unknown>, omitted: ReadonlySet<string>): boolean {
  const [property] = issue.path ?? [];
  if (holdsLateValue(issue.input)) return true;
  return omitted.size > 0 && (property === undefined || omitted.has(String(property.key)));
}

/** Stacks of one assembly may have logical IDs in common; events and faults tell them apart. */
function uniqueId(logicalId: string, stackName: string, taken: Set<string>): string {
  const apart = `${stackName}@${account.region}-${logicalId}`;
  const id = [logicalId, `${stackName}-${logicalId}`].find((each) => !taken.has(each)) ?? apart;
  taken.add(id);
  return id;
}
