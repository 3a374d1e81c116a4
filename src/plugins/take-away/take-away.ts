import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { TakeAwayCard, TakeAwaySummary } from '../../content/take-away.ts';
import { buildOnly } from '../light/build-only.ts';
import { routePath } from '../site-address/route-path.ts';

const files = ['200-or-202.apkg', '200-or-202.csv'] as const;

/** Makes every question of the site an Anki package, a CSV file and a sheet to print, and the page that offers them. */
export function takeAway({ siteDir, siteConfig, generatedFilesDir, baseUrl }: LoadContext): Plugin<unknown> {
  const folder = join(generatedFilesDir, 'take-away-files');
  return {
    name: 'take-away',
    getPathsToWatch: () => [`${siteDir}/docs/**/*.{yaml,mdx}`],
    async loadContent() {
      await promisify(execFile)(
        process.execPath,
        ['--no-warnings', 'src/plugins/take-away/make.ts', folder, routePath(siteConfig.url + baseUrl, '')],
        { cwd: siteDir },
      );
    },
    async contentLoaded({ actions }) {
      const cards: TakeAwayCard[] = JSON.parse(await readFile(join(folder, 'cards.json'), 'utf8'));
      const [anki = 0, csv = 0] = await Promise.all(
        files.map(async (name) => (await stat(join(folder, name))).size),
      );
      const summary = JSON.stringify(summaryOf(cards, { anki, csv }));
      actions.addRoute({
        path: routePath(baseUrl, '/take-away/'),
        component: '@site/src/components/take-away/TakeAwayPage.tsx',
        modules: { summary: await actions.createData('summary.json', summary) },
        exact: true,
      });
      actions.addRoute({
        path: routePath(baseUrl, '/take-away/print/'),
        component: '@site/src/components/take-away/PrintPage.tsx',
        exact: true,
      });
    },
    // The sheet is long, and nothing in it moves: it reaches a browser as HTML only. The dev server renders no HTML.
    configureWebpack: buildOnly(siteDir, { '@take-away/sheet': join(folder, 'sheet.js') }),
    async postBuild({ outDir }) {
      await mkdir(join(outDir, 'take-away'), { recursive: true });
      await Promise.all(files.map((name) => copyFile(join(folder, name), join(outDir, 'take-away', name))));
    },
  };
}

function summaryOf(cards: TakeAwayCard[], bytes: TakeAwaySummary['bytes']): TakeAwaySummary {
  const open = cards.filter(({ kind }) => kind === 'Interview question').length;
  const labels = [...new Set(cards.map(({ partLabel }) => partLabel))];
  return {
    recallCards: cards.length - open,
    openQuestions: open,
    decks: labels.map((label) => ({
      label,
      cards: cards.filter(({ partLabel }) => partLabel === label).length,
    })),
    bytes,
  };
}
