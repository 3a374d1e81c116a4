import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { readBuiltPages } from '../reading/built-pages.ts';
import { type Node, readable } from '../reading/readable.ts';
import { type ListedPage, llmsText } from './llms-text.ts';
import { toMarkdown } from './to-markdown.ts';

/**
 * For programs that read: every page as Markdown beside its HTML, with the names of claims, their verdicts and dates, and
 * `llms.txt` (https://llmstxt.org), which lists them.
 */
export function programs({ siteConfig: { url, baseUrl, title, tagline } }: LoadContext): Plugin {
  const root = `${url}${baseUrl}`.replace(/\/$/, '');
  return {
    name: 'programs',
    async postBuild({ outDir, routesPaths }) {
      const listed: ListedPage[] = [];
      for (const { path, html } of await readBuiltPages(outDir, routesPaths, baseUrl)) {
        const { title, main } = readable(html);
        if (title === '') continue;
        const [, description = ''] = /<meta[^>]*name="?description"?[^>]*content="([^"]*)"/.exec(html) ?? [];
        const text = toMarkdown(
          main.toArray() as unknown as Node[],
          (href) => new URL(href, `${root}${path}`).href,
        );
        const file = join(outDir, path, 'index.md');
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, `${text}\n\n---\n\nFrom ${root}${path}\n`);
        listed.push({ path, title, description });
      }
      await writeFile(join(outDir, 'llms.txt'), llmsText({ title, tagline, root }, listed));
    },
  };
}
