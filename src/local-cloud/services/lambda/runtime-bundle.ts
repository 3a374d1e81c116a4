import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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
  const file = join(bundles, `${hash.digest('hex').slice(0, 16)}.mjs`);
  if (existsSync(file)) return file;
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [join(sources, 'runtime.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    write: false,
    logLevel: 'silent',
  });
  mkdirSync(bundles, { recursive: true });
  // Another cloud may look for it now: it is there as a whole or not at all.
  const unfinished = join(bundles, `${randomUUID()}.tmp`);
  writeFileSync(unfinished, outputFiles[0]?.contents ?? '');
  renameSync(unfinished, file);
  return file;
}
