import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { type Place, writeIndex } from '../../content/search.ts';
import { readBuiltPages } from '../reading/built-pages.ts';
import { placesOf } from './places.ts';

/** Writes the index of everything that the built pages say; a browser fetches it when somebody searches. */
export function searchIndex({ baseUrl }: LoadContext): Plugin<unknown> {
  return {
    name: 'search-index',
    async postBuild({ outDir, routesPaths }) {
      // The sheet to print says again what the cards say, with all answers.
      const pages = await readBuiltPages(outDir, routesPaths, baseUrl, /^\/(take-away\/print|runs\/.+)\/$/);
      const places: Place[] = [];
      for (const { path, html } of pages)
        for (const place of placesOf(path, html)) places.push({ ...place, id: places.length });
      await mkdir(join(outDir, 'search'), { recursive: true });
      await writeFile(join(outDir, 'search', 'index.json'), writeIndex(places));
    },
  };
}
