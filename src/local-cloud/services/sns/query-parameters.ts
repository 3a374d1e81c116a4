import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';

/** Parameters of AWS's Query protocol, `List.member.1.Name=…`, as the object that they mean. Lists are in order. */
export function nestQueryParameters(parameters: Record<string, string>): Record<string, unknown> {
  const root = emptyRecord();
  for (const [key, value] of Object.entries(parameters)) {
    const path = key.split('.');
    let place = root;
    for (const step of path.slice(0, -1)) {
      if (typeof place[step] !== 'object') place[step] = emptyRecord();
      place = place[step] as Record<string, unknown>;
    }
    place[path.at(-1) ?? ''] = value;
  }
  return listsOf(root) as Record<string, unknown>;
}

/** A name in it is nothing but a name, `__proto__` too. */
const emptyRecord = (): Record<string, unknown> => Object.create(null);

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

/** The members of a list; none where it is no list. */
export const membersOf = <Member>(list: unknown): Partial<Member>[] =>
  (Array.isArray(list) ? list : []).map((each) => Object(each));

/** Message attributes as the Query protocol lists them, by name. */
export function messageAttributesOf(list: unknown): Record<string, MessageAttribute> {
  const entries = membersOf<{ Name: string; Value: MessageAttribute }>(list);
  return Object.fromEntries(entries.map(({ Name = '', Value }) => [Name, Object(Value)]));
}
