import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the locked packages unless they are there already, and with them the Node that the project runs on (the npm
 * package `node`). What was installed is remembered in node_modules, so that it goes when they go.
 */
export async function installPackages(root, runQuietly) {
  const stamp = join(root, 'node_modules', '.installed-lockfile');
  const wanted = createHash('sha256')
    .update(whatIsLocked(readFileSync(join(root, 'package-lock.json'), 'utf8')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing packages: a few minutes the first time, never again until they change.');
  await runQuietly('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

/** A lockfile without the addresses that packages are fetched from: the same package may come from a mirror. */
const whatIsLocked = (lockfile) => lockfile.replace(/^ *"resolved": ".*",?\n/gm, '');
