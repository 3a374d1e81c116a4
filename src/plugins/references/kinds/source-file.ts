import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFileData } from '#content/page-data.ts';
import { highlight, languageOf } from '../../code/highlight.ts';
import type { ReferenceKind } from '../kind.ts';
import { unknownName } from '../problem.ts';
import { readRegion } from '../region.ts';

/** `<SourceFile lab path region?/>`: the code that the lab runs. */
export const sourceFile: ReferenceKind = {
  required: ['lab', 'path'],
  optional: ['region'],
  own: ['title'],
  locate({ lab = '', path = '' }, { root }) {
    const labs = join(root, 'labs');
    const folder = join(labs, lab);
    if (!existsSync(folder)) throw unknownName('lab', lab, existsSync(labs) ? readdirSync(labs) : []);
    const known = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) =>
      statSync(join(folder, each)).isFile(),
    );
    if (!known.includes(path)) throw unknownName('file', path, known, `in labs/${lab}`);
    return join(folder, path);
  },
  async cut(text, { lab = '', path = '', region }): Promise<SourceFileData> {
    const part = readRegion(text, region);
    const language = languageOf(path);
    return {
      path: `labs/${lab}/${path}`,
      firstLine: part.firstLine,
      lastLine: part.lastLine,
      language,
      html: await highlight(part.code, language),
    };
  },
};
