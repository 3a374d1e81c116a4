import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page of the built site. */
export interface BuiltPage {
  /** On the site without its base, with a slash at both ends. */
  path: string;
  html: string;
}

/** Sheets that say again what other pages say. */
const saidAgain = /^\/(take-away\/print|side-by-side|runs\/.+)\//;

/** The pages that routes lead to, in the order of their paths, without those that `leftOut` matches. */
export async function readBuiltPages(
  outDir: string,
  routesPaths: readonly string[],
  baseUrl: string,
  leftOut = saidAgain,
): Promise<BuiltPage[]> {
  const paths = routesPaths
    .map((path) => `/${path.slice(baseUrl.length)}`)
    .filter((path) => path.endsWith('/') && !leftOut.test(path))
    .sort();
  const pages = await Promise.all(
    [...new Set(paths)].map(async (path) => ({
      path,
      html: await readFile(join(outDir, path, 'index.html'), 'utf8').catch(() => ''),
    })),
  );
  return pages.filter(({ html }) => html !== '');
}
