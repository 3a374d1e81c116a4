import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { sep } from 'node:path';
import type { Plugin } from '@docusaurus/types';
import { compressFiles } from './compress-files.ts';

const isText = (file: string) => /\.(html|js|css|svg|json|xml|txt|md)$/.test(file);

/**
 * Compresses what has been built, in two steps: what the bundler and the pages have written as soon as nobody changes it,
 * beside the steps that read it, and what these have written when they are done.
 */
export function compressed(): { bundled: () => Plugin; rest: () => Plugin } {
  let done = new Set<string>();
  let bundled: Promise<void> = Promise.resolve();
  return {
    bundled: () => ({
      name: 'compressed-bundle',
      async postBuild({ outDir, routesPaths, baseUrl }) {
        const pages = new Set(routesPaths.map((path) => `${path.slice(baseUrl.length)}index.html`));
        const files = (await textsOf(outDir)).filter((file) => file.startsWith('assets/') || pages.has(file));
        done = new Set(files);
        // One CPU is left to the steps that read. They wait for it in the end.
        bundled = compressFiles(outDir, files, Math.max(1, availableParallelism() - 1));
        bundled.catch(() => undefined);
      },
    }),
    rest: () => ({
      name: 'compressed',
      async postBuild({ outDir }) {
        const files = (await textsOf(outDir)).filter((file) => !done.has(file));
        await Promise.all([bundled, compressFiles(outDir, files, availableParallelism())]);
      },
    }),
  };
}

/** The text files of a folder, with forward slashes. */
async function textsOf(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.map((file) => file.split(sep).join('/')).filter(isText);
}
