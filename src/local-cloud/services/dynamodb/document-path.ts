import type { AttributeValue, Item } from './item.ts';

/** An attribute, and what lies in it: names of map entries and positions in lists. */
export type DocumentPath = (string | number)[];

/** What stands at a path, if anything does. */
export function valueAt(path: DocumentPath, item: Item): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) {
    value = typeof step === 'number' ? value?.L?.[step] : ownEntry(value?.M, step);
    if (value === undefined) return undefined;
  }
  return value;
}

const ownEntry = (map: Item | undefined, name: string): AttributeValue | undefined =>
  map && Object.hasOwn(map, name) ? map[name] : undefined;

/** What of a value is wanted: all of it, or some of its entries or elements. */
interface Wanted {
  all: boolean;
  parts: Map<string | number, Wanted>;
}

/**
 * The parts of an item at some paths, under their names; elements of a list in its order, without gaps.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html
 */
export function project(paths: DocumentPath[], item: Item): Item {
  const root: Wanted = { all: false, parts: new Map() };
  for (const path of paths) {
    let at = root;
    for (const step of path) {
      let part = at.parts.get(step);
      if (!part) {
        part = { all: false, parts: new Map() };
        at.parts.set(step, part);
      }
      at = part;
    }
    at.all = true;
  }
  return partOf({ M: item }, root)?.M ?? {};
}

function partOf(value: AttributeValue | undefined, wanted: Wanted): AttributeValue | undefined {
  if (!value || wanted.all) return value;
  if (value.L) {
    const { L } = value;
    const positions = [...wanted.parts.keys()].filter((step) => typeof step === 'number');
    const elements = positions
      .sort((a, b) => a - b)
      .flatMap((at) => partOf(L[at], wanted.parts.get(at) as Wanted) ?? []);
    return elements.length > 0 ? { L: elements } : undefined;
  }
  const entries = [...wanted.parts].flatMap(([step, part]) => {
    const found = typeof step === 'string' ? partOf(ownEntry(value.M, step), part) : undefined;
    return found ? [[step, found] as const] : [];
  });
  return entries.length > 0 ? { M: Object.fromEntries(entries) } : undefined;
}
