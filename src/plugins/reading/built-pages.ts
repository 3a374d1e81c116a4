import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page of the built site. */
export interface BuiltPage {
  /** On the site without its base, with a slash at both ends. */
  path: string;
  html: string;
}

/** The pages that routes lead to, in the order of their paths. Sheets that say again what others say are left out. */
export async function readBuiltPages(
  outDir: string,
  routesPaths: readonly string[],
  baseUrl: string,
): Promise<BuiltPage[]> {
  const paths = routesPaths
    .map((path) => `/${path.slice(baseUrl.length)}`)
    .filter((path) => path.endsWith('/') && !/^\/(take-away\/print|side-by-side)\//.test(path))
    .sort();
  const pages = await Promise.all(
    [...new Set(paths)].map(async (path) => ({
      path,
      html: await readFile(join(outDir, path, 'index.html'), 'utf8').catch(() => ''),
    })),
  );
  return pages.filter(({ html }) => html !== '');
}
