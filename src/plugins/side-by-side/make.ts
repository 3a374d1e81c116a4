import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { groundReader } from './grounds.ts';
import { checkedFiles, readPages } from './pages.ts';
import { designRubricsHtml, rubricsHtml } from './rubrics-html.ts';
import { sentencesHtml } from './sentences-html.ts';

/*
 * `node make.ts <folder>` writes both sheets for whoever checks as modules. A program of its own, because the parser of
 * MDX cannot be loaded where Docusaurus loads its plugins.
 */
const root = process.cwd();
const [folder = ''] = process.argv.slice(2);
const groundOf = groundReader(root);
mkdirSync(folder, { recursive: true });
const sheets = {
  sentences: sentencesHtml(checkedFiles(root), groundOf),
  rubrics: rubricsHtml(readPages(root), groundOf) + designRubricsHtml(root, groundOf),
};
for (const [name, html] of Object.entries(sheets)) {
  writeFileSync(join(folder, `${name}.js`), `export default ${JSON.stringify(html)};\n`);
}
