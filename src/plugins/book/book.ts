import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { readDocIds } from '../question-bank/parts.ts';
import { chapterOf } from './chapter.ts';
import { epubFile } from './epub.ts';
import { readingCopy } from './reading-copy.ts';

/** Makes of the built pages an EPUB of the course and a reading copy that opens from a disk. */
export function book({ siteDir, siteConfig: { url, baseUrl, title } }: LoadContext): Plugin {
  return {
    name: 'book',
    async postBuild({ outDir }) {
      const paths = (await readDocIds(siteDir)).map((id) => `/${id.replace(/(^|\/)index$/, '')}/`);
      const built = await Promise.all(
        [...new Set(paths)].map(async (path) => ({
          path,
          html: await readFile(join(outDir, path, 'index.html'), 'utf8'),
        })),
      );
      const chapters = built.map(({ path, html }, index) => chapterOf(path, html, index + 1));
      const root = `${url}${baseUrl}`.replace(/\/$/, '');
      const made = { title, root, madeAt: latestRun(built.map(({ html }) => html)) };
      await writeFile(join(outDir, 'take-away/200-or-202.epub'), epubFile(made, chapters));
      const files = await filesOf(outDir);
      await writeFile(join(outDir, 'take-away/200-or-202-pages.zip'), readingCopy(files, baseUrl));
    },
  };
}

/** The day on which the latest of the numbers was recorded: the same sources give the same file. */
function latestRun(pages: readonly string[]): Date {
  const days = pages.flatMap((html) =>
    [...html.matchAll(/Recorded on (?:<!-- -->)?(\d{1,2} \w+ \d{4})/g)].map(([, day = '']) =>
      Date.parse(`${day} UTC`),
    ),
  );
  return new Date(Math.max(0, ...days.filter(Number.isFinite)));
}

/** What a reading copy is made of: pages, styles, typefaces and pictures. */
async function filesOf(outDir: string): Promise<Record<string, Uint8Array>> {
  const names = (await readdir(outDir, { recursive: true })).filter(
    (name) => /\.(html|css|woff2|svg)$/.test(name) && !/^take-away[\\/]print/.test(name),
  );
  const read = async (name: string) =>
    [name.split(sep).join('/'), new Uint8Array(await readFile(join(outDir, name)))] as const;
  return Object.fromEntries(await Promise.all(names.sort().map(read)));
}
