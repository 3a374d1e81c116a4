import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Builds the site into `build/`, with `build`, unless what is there was built from the same inputs. */
export async function buildSiteIfStale(build: () => Promise<void> = buildSite): Promise<void> {
  const stamp = join(project.root, 'build', '.built-from');
  const where = ['SITE_URL', 'BASE_URL', 'REPOSITORY_URL'].map(
    (name) => `${name}=${process.env[name] ?? ''}`,
  );
  const wanted = hashText(hashOf(project.root, siteInputs), ...where);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await build();
  mkdirSync(join(project.root, 'build'), { recursive: true });
  writeFileSync(stamp, wanted);
}

async function buildSite(): Promise<void> {
  console.error('Building the site: a minute or two.');
  await runProgram('docusaurus', ['build'], { output: 'stderr' });
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
