import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macOs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium for Playwright: the one that CHROMIUM_PATH names, one on this machine, Playwright's own, or
 * Debian's package where we are root. Throws an error that says what to install.
 */
export async function findChromium(root, runQuietly) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw fail(
      `CHROMIUM_PATH is ${named}, and no such file exists.`,
      'Set it to a Chromium or Chrome, or unset it.',
    );
  }
  return onThisMachine() ?? playwrights(root) ?? (await installed(root, runQuietly));
}

function onThisMachine() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...macOs].find((each) =>
    existsSync(each),
  );
}

function playwrights(root) {
  const path = createRequire(join(root, 'package.json'))('@playwright/test').chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

async function installed(root, runQuietly) {
  console.error('No Chromium here: installing one for the browser tests.');
  const attempts = [() => runQuietly('playwright', ['install', 'chromium'])];
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    attempts.push(async () => {
      await runQuietly('apt-get', ['update', '-qq']);
      await runQuietly('apt-get', [
        'install',
        '-y',
        '-qq',
        '--no-install-recommends',
        'chromium',
        'fonts-dejavu-core',
      ]);
    });
  }
  for (const attempt of attempts) {
    // Whether an attempt worked shows in what is there afterwards.
    await attempt().catch(() => {});
    const path = onThisMachine() ?? playwrights(root);
    if (path) return path;
  }
  throw fail(
    'No Chromium was found, and neither Playwright nor apt-get could install one.',
    'Install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  );
}

function fail(problem, remedy) {
  return Object.assign(new Error(`${problem}\n${remedy}`), { exitCode: 1 });
}
