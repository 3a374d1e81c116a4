import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Statement, statementsSchema } from '#content/statement.ts';
import type { ReadFile } from './kind.ts';
import { unknownName } from './problem.ts';
import { parseYaml } from './yaml-file.ts';

/** The texts whose statements we judge, by the three digits that name them. */
export function statementTexts(root: string): string[] {
  return readdirSync(join(root, 'src/content/statements')).map((file) => file.replace(/\.yaml$/, ''));
}

/** The file that holds the statement that an id such as `002/s3` names. */
export function locateStatement(id: string, root: string): string {
  const [text = ''] = id.split('/');
  const known = statementTexts(root);
  if (!known.includes(text)) throw unknownName('judged text', text, known);
  return join(root, 'src/content/statements', `${text}.yaml`);
}

/** The statement that an id such as `002/s3` names. */
export function findStatement(id: string, root: string, read: ReadFile): Statement {
  const [text = '', key = ''] = id.split('/');
  const file = locateStatement(id, root);
  const { statements } = parseYaml(statementsSchema, read(file), file);
  const statement = statements[key];
  if (!statement)
    throw unknownName('statement', key, Object.keys(statements), `in src/content/statements/${text}.yaml`);
  return statement;
}
