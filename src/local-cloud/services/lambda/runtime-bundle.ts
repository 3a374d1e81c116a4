import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const sources = join(import.meta.dirname, 'runtime');
/** Inside the project, so that the runtime finds the AWS SDK, and that nobody else can write there. */
const bundles = join(import.meta.dirname, '../../../../.cache/lambda-runtime');

let bundled: string | undefined;

/**
 * The runtime in one JavaScript file: a process that has to compile the TypeScript of each of its modules takes several
 * times as long to begin. Made when its source has changed.
 */
export function runtimeBundle(): string {
  bundled ??= bundle();
  return bundled;
}

function bundle(): string {
  const hash = createHash('sha256');
  for (const each of readdirSync(sources).sort())
    if (each.endsWith('.ts') && !each.endsWith('.test.ts')) hash.update(readFileSync(join(sources, each)));
  const folder = join(bundles, hash.digest('hex').slice(0, 16));
  const main = join(folder, 'runtime.mjs');
  if (existsSync(main)) return main;
  // Another cloud may look for it now: it is there as a whole or not at all.
  const unfinished = join(bundles, randomUUID());
  write('runtime.ts', 'esm', join(unfinished, 'runtime.mjs'));
  write('no-aws-preload.ts', 'cjs', join(unfinished, 'no-aws.cjs'));
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(main)) throw error;
  }
  return main;
}

function write(source: string, format: 'esm' | 'cjs', outfile: string): void {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  buildSync({
    entryPoints: [join(sources, source)],
    bundle: true,
    platform: 'node',
    format,
    target: `node${process.versions.node}`,
    outfile,
    logLevel: 'silent',
  });
}
