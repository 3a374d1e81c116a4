import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from '../../scripts/alone.mjs';
import { runProgram } from './program.ts';
import { project } from './project.ts';
import { hashText } from './source-hash.ts';

/** What the site is made of. */
export const siteInputs = [
  'docs',
  'labs',
  'src',
  'static',
  'docusaurus.config.ts',
  'sidebars.ts',
  'package-lock.json',
];

/**
 * Builds the site into `build/`, with `build`, unless what is there was built from the same inputs. One command builds at a
 * time; another one waits for it. A `signal` that aborts ends that.
 */
export async function buildSiteIfStale(
  build: (signal?: AbortSignal) => Promise<void> = buildSite,
  signal?: AbortSignal,
): Promise<void> {
  const stamp = join(project.root, 'build', '.built-from');
  const where = ['SITE_URL', 'BASE_URL', 'REPOSITORY_URL'].map(
    (name) => `${name}=${process.env[name] ?? ''}`,
  );
  const wanted = hashText(hashOf(project.root, siteInputs), ...where);
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isFresh()) return;
  const onWait = () => console.error('Another command is building the site: waiting for it.');
  await alone(join(project.cache, 'building-site'), { onWait, signal }, async () => {
    if (isFresh()) return;
    // A build that is interrupted must not pass for one of any sources.
    rmSync(stamp, { force: true });
    await build(signal);
    mkdirSync(join(project.root, 'build'), { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

async function buildSite(signal?: AbortSignal): Promise<void> {
  console.error('Building the site: a minute or two.');
  await runProgram('docusaurus', ['build'], { output: 'stderr', signal });
}

/** A hash of the contents of files and folders, whatever their dates: a fresh checkout is not newer than its build. */
export function hashOf(base: string, paths: string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const absolute = join(base, path);
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (stats?.isDirectory()) for (const name of readdirSync(absolute).sort()) add(join(path, name));
    else if (stats) hash.update(`${path}\0`).update(readFileSync(absolute)).update('\0');
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}
