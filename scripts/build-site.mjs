import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the site is made of. */
const inputs = ['docs', 'labs', 'src', 'static', 'docusaurus.config.ts', 'sidebars.ts', 'package-lock.json'];

/** Builds the site into `build/` unless it is newer than everything that it is made of. */
export async function buildSiteIfStale(root, runQuietly) {
  const stamp = join(root, '.cache', 'built-from');
  const wanted = hashOf(root, inputs);
  if (
    existsSync(join(root, 'build', 'index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted
  )
    return;
  console.error('Building the site: about half a minute.');
  await runQuietly('npm', ['run', '--silent', 'build']);
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** A hash of the contents of files and folders, whatever their dates: a fresh checkout must not look newer. */
export function hashOf(root, paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const absolute = join(root, path);
    const entries = readdirSync(absolute, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.isDirectory()) visit(join(path, entry.name));
      else add(join(path, entry.name));
    }
  };
  const add = (path) =>
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  for (const path of paths) {
    if (!existsSync(join(root, path))) continue;
    if (/\.[a-z]+$/.test(path)) add(path);
    else visit(path);
  }
  return hash.digest('hex');
}
