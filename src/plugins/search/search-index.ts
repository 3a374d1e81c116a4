import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { type Place, writeIndex } from '../../content/search.ts';
import { placesOf } from './places.ts';

/** Writes the index of everything that the built pages say; a browser fetches it when somebody searches. */
export function searchIndex({ baseUrl }: LoadContext): Plugin<unknown> {
  return {
    name: 'search-index',
    async postBuild({ outDir, routesPaths }) {
      const paths = routesPaths
        .map((path) => `/${path.slice(baseUrl.length)}`)
        // The sheet to print says again what the cards say, with all answers.
        .filter((path) => path.endsWith('/') && path !== '/take-away/print/')
        .sort();
      const places: Place[] = [];
      for (const path of paths) {
        const html = await readFile(join(outDir, path, 'index.html'), 'utf8').catch(() => '');
        for (const place of placesOf(path, html)) places.push({ ...place, id: places.length });
      }
      await mkdir(join(outDir, 'search'), { recursive: true });
      await writeFile(join(outDir, 'search', 'index.json'), writeIndex(places));
    },
  };
}
