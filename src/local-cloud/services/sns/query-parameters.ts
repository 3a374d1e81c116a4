import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';

/** Parameters of AWS's Query protocol, `List.member.1.Name=…`, as the object that they mean. Lists are in order. */
export function nestQueryParameters(parameters: Record<string, string>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(parameters)) {
    const path = key.split('.');
    let place = root;
    for (const step of path.slice(0, -1)) {
      if (typeof place[step] !== 'object') place[step] = {};
      place = place[step] as Record<string, unknown>;
    }
    place[path.at(-1) ?? ''] = value;
  }
  return listsOf(root) as Record<string, unknown>;
}

function listsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, listsOf(each)] as const);
  const [only] = entries;
  if (entries.length === 1 && (only?.[0] === 'member' || only?.[0] === 'entry'))
    return Object.entries(only[1] as object)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, each]) => each);
  return Object.fromEntries(entries);
}

/** Message attributes as the Query protocol lists them, by name. */
export function messageAttributesOf(list: unknown): Record<string, MessageAttribute> {
  const entries = (Array.isArray(list) ? list : []) as { Name: string; Value: MessageAttribute }[];
  return Object.fromEntries(entries.map(({ Name, Value }) => [Name, Value]));
}
