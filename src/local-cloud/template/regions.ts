import type { Template } from './template.ts';

/** Every Region that the stacks of an assembly name: the one of a stack, and those of the replicas of its tables. */
export function namesOfRegions(stacks: readonly { region?: string; template: Template }[]): Set<string> {
  const named = stacks.flatMap(({ region, template }) => [
    ...(region === undefined ? [] : [region]),
    ...Object.values(template.Resources ?? {}).flatMap(({ Properties }) => replicaRegions(Properties)),
  ]);
  return new Set(named);
}

function replicaRegions(properties: Record<string, unknown> = {}): string[] {
  const { Replicas } = properties;
  return (Array.isArray(Replicas) ? Replicas : []).flatMap((each: { Region?: unknown } | undefined) =>
    typeof each?.Region === 'string' ? [each.Region] : [],
  );
}
