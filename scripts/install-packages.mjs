import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';

/**
 * Installs the locked packages unless they are there already, and with them the Node that the project runs on (the npm
 * package `node`, whose program is `node`). What was installed is remembered in node_modules, so that it goes when they go.
 * `fail` is told what is wrong, what to do and the exit status, and does not return.
 */
export async function installPackages(root, node, { runQuietly, fail }) {
  const stamp = join(root, 'node_modules', '.installed-lockfile');
  const wanted = createHash('sha256')
    .update(whatIsLocked(readFileSync(join(root, 'package-lock.json'), 'utf8')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isInstalled()) return;
  const onWait = () => console.error('Another command is installing the packages: waiting for it.');
  // npm takes away what another one has installed so far.
  await alone(join(root, '.cache', 'installing'), { onWait }, async () => {
    if (isInstalled()) return;
    console.error('Installing packages: a few minutes the first time, never again until they change.');
    // All of them are for development, which NODE_ENV=production would leave out.
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const status = await runQuietly('npm', args);
    if (status !== 0)
      fail(
        `The packages could not be installed: npm ended with status ${status}.`,
        'What npm says is above. See that this machine reaches the npm registry, and give the same command again.',
        status,
      );
    if (!existsSync(node))
      fail(
        'The Node that this project runs on is not there: npm did not run the script of its package (ignore-scripts).',
        'Let it run the scripts of this project: NPM_CONFIG_IGNORE_SCRIPTS=false npm start',
        1,
      );
    writeFileSync(stamp, wanted);
  });
}

/** A lockfile without the addresses that packages are fetched from: the same package may come from a mirror. */
const whatIsLocked = (lockfile) => lockfile.replace(/^ *"resolved": ".*",?\n/gm, '');
