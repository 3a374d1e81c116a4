import { join } from 'node:path';
import { type Statements, statementsSchema } from '#content/statement.ts';
import type { ReferenceKind } from '../kind.ts';
import { unknownName } from '../problem.ts';
import { statementTexts } from '../statement-file.ts';
import { parseYaml } from '../yaml-file.ts';

/** `<Statements text="002"/>`: everything that we judge in one widely shared text. */
export const statements: ReferenceKind = {
  required: ['text'],
  locate({ text = '' }, { root }) {
    const known = statementTexts(root);
    if (!known.includes(text)) throw unknownName('judged text', text, known);
    return join(root, 'src/content/statements', `${text}.yaml`);
  },
  cut(content, { text = '' }, { file }): Statements & { id: string } {
    return { id: text, ...parseYaml(statementsSchema, content, file) };
  },
};
