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
  locate({ id = '' }, { root }) {
    const folder = join(root, 'src/content/facts');
    const known = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ''));
    if (!known.includes(id)) throw unknownName('fact', id, known);
    return join(folder, `${id}.yaml`);
  },
  cut(text, { id = '' }, { file }): FactData {
    return { id, ...parseYaml(factSchema, text, file) };
  },
};
