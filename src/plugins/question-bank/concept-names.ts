import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The names of the concepts in `src/content/concepts.yaml` by slug. */
export function readConceptNames(root: string): Record<string, string> {
  const file = join(root, 'src/content/concepts.yaml');
  if (!existsSync(file)) return {};
  const concepts: Record<string, { name: string }> = parse(readFileSync(file, 'utf8')) ?? {};
  return Object.fromEntries(Object.entries(concepts).map(([slug, { name }]) => [slug, name]));
}
