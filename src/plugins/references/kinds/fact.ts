import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { factSchema } from '#content/fact.ts';
import type { FactData } from '#content/page-data.ts';
import type { ReferenceKind } from '../kind.ts';
import { unknownName } from '../problem.ts';
import { parseYaml } from '../yaml-file.ts';

/** `<Fact id/>`: a dated statement about AWS with its source. */
export const fact: ReferenceKind = {
  required: ['id'],
  locate: ({ id = '' }, { root }) => locateFact(id, root),
  cut: (text, { id = '' }, { file }) => parseFact(id, text, file),
};

/** The file of the fact of that name. */
export function locateFact(id: string, root: string): string {
  const folder = join(root, 'src/content/facts');
  const known = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ''));
  if (!known.includes(id)) throw unknownName('fact', id, known);
  return join(folder, `${id}.yaml`);
}

/** A fact as a page shows it. */
export function parseFact(id: string, text: string, file: string): FactData {
  return { id, ...parseYaml(factSchema, text, file) };
}
