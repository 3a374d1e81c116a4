/*
 * Writes what there is to take away into the folder argv[2]: cards.json, sheet.js, 200-or-202.apkg and .csv. A process of
 * its own, because Docusaurus loads plugins in a way in which neither MDX's compiler nor SQLite can be imported.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ankiPackage } from './anki/package.ts';
import { csvOf } from './csv.ts';
import { sheetHtml } from './sheet.ts';
import { takeAwayCards } from './take-away-cards.ts';

const [, , folder, siteUrl] = process.argv;
if (!folder || !siteUrl) {
  console.error(
    'A folder or the address of the site is missing.\nCall it as `node make.ts <folder> <https://…>`.',
  );
  process.exit(2);
}
const root = process.cwd();
const cards = await takeAwayCards(root, siteUrl);
const logo = readFileSync(join(root, 'static/logo.svg'), 'utf8');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'cards.json'), JSON.stringify(cards));
writeFileSync(join(folder, 'sheet.js'), `export default ${JSON.stringify(sheetHtml(cards))};\n`);
writeFileSync(join(folder, '200-or-202.apkg'), ankiPackage(cards, logo));
writeFileSync(join(folder, '200-or-202.csv'), csvOf(cards));
