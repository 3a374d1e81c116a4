import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Inside the project, so that what is bundled finds the AWS SDK, and that nobody else can write there. */
const cache = join(import.meta.dirname, '../../../../.cache');

interface Script {
  source: string;
  format: 'esm' | 'cjs';
  /** Its name in the bundle's folder. */
  name: string;
}

/**
 * Makes JavaScript of TypeScript for processes of their own, each script in one file: compiling the TypeScript of every
 * module takes several times as long. Gives the folder; it is made anew when one of `sources` has changed.
 */
export function bundle(name: string, { sources, scripts }: { sources: string[]; scripts: Script[] }): string {
  const hash = createHash('sha256');
  for (const each of sources.toSorted()) hash.update(readFileSync(each));
  const bundles = join(cache, name);
  const folder = join(bundles, hash.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  // Another cloud may look for it now: it is there as a whole or not at all.
  const unfinished = join(bundles, randomUUID());
  for (const each of scripts) write(each, unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function write({ source, format, name }: Script, folder: string): void {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  buildSync({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format,
    target: `node${process.versions.node}`,
    outfile: join(folder, name),
    logLevel: 'silent',
  });
}
