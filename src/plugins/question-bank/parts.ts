import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** An entry of sidebars.ts, as far as it names parts. */
type Item = string | { type: string; label?: string; id?: string; link?: { id?: string }; items?: Item[] };

/** A part of the course: its folder in docs/ and its name in the menu. */
export interface Part {
  slug: string;
  label: string;
}

/** The parts in the order of the menu; a folder that the menu does not name yet comes last under its own name. */
export async function readParts(root: string): Promise<Part[]> {
  const named = (await readMenu(root)).flatMap(partOf);
  const folders = readdirSync(join(root, 'docs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => !named.some(({ slug }) => slug === name));
  return [...named, ...folders.sort().map((slug) => ({ slug, label: slug }))];
}

/** The ids of all pages in docs/, in the order of the menu. */
export const readDocIds = async (root: string): Promise<string[]> => (await readMenu(root)).flatMap(idsIn);

async function readMenu(root: string): Promise<Item[]> {
  const { default: sidebars } = (await import(pathToFileURL(join(root, 'sidebars.ts')).href)) as {
    default: Record<string, Item[]>;
  };
  return Object.values(sidebars).flat();
}

function partOf(item: Item): Part[] {
  if (typeof item === 'string' || item.type !== 'category' || !item.label) return [];
  const [first] = idsIn(item);
  const slug = first?.split('/')[0];
  return slug ? [{ slug, label: item.label }] : [];
}

function idsIn(item: Item): string[] {
  if (typeof item === 'string') return [item];
  const own = item.link?.id ?? (item.type === 'doc' ? item.id : undefined);
  return [...(own ? [own] : []), ...(item.items ?? []).flatMap(idsIn)];
}
