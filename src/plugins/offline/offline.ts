import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadContext, Plugin } from '@docusaurus/types';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Left out of the copy: what is compressed, for programs, for hosts, or loaded to be taken away. */
const notKept =
  /\.(br|md|apkg|csv|epub|zip|txt|xml|map)$|^_headers$|^sw\.js$|^take-away\/print\/|^side-by-side\/|^runs\/.+\.json$|^readme\.png$/;

/** Writes `sw.js`, with which the whole site works without a network after one visit, and registers it in every page. */
export function offline({ siteDir }: LoadContext): Plugin {
  return {
    name: 'offline',
    getClientModules: () => [join(siteDir, 'src/components/offline/register.ts')],
    async postBuild({ outDir }) {
      const files = await filesToKeep(outDir);
      const worker = await readFile(join(folder, 'worker.js'), 'utf8');
      await writeFile(join(outDir, 'sw.js'), workerText(worker, files));
    },
  };
}

/** The files of a built site by the path that a browser asks for, each with a hash of its content. */
export async function filesToKeep(outDir: string): Promise<Record<string, string>> {
  const names = await readdir(outDir, { recursive: true, withFileTypes: true });
  const paths = names
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !notKept.test(path))
    .sort();
  const kept = await Promise.all(
    paths.map(async (path): Promise<[string, string][]> => {
      const content = await readFile(join(outDir, path));
      // A page that only leads on is written beside us, and nobody needs it offline.
      if (path.endsWith('.html') && content.includes('http-equiv="refresh"')) return [];
      const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10);
      return [[path.replace(/(^|\/)index\.html$/, '$1'), hash]];
    }),
  );
  return Object.fromEntries(kept.flat());
}

/** The worker with what it has to keep. Its version follows from that alone. */
export function workerText(worker: string, files: Record<string, string>): string {
  const list = JSON.stringify(files);
  const version = createHash('sha256').update(list).digest('hex').slice(0, 12);
  return `const version = '${version}';\nconst files = ${list};\n${worker}`;
}
