import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { TwoPartError } from './call-error.ts';
import { runProgram } from './program.ts';

// The shell first: the same engine without windows takes little more than half the CPU for the same tests.
const names = [
  ...['chromium-headless-shell', 'chrome-headless-shell'],
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
];
const macOs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium for Playwright: the one that CHROMIUM_PATH names, one on this machine, Playwright's own, or
 * Debian's package where we are root. Throws an error that says what to install.
 */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) {
    throw new TwoPartError(
      `CHROMIUM_PATH is ${named}, and there is no such file.`,
      'Set it to a Chromium or Chrome, or unset it.',
    );
  }
  return named || ((await present()) ?? (await install()));
}

async function present(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...macOs];
  const found = candidates.find((each) => existsSync(each));
  if (found) return found;
  // Loaded only by who has to ask it: that takes longer than all the rest.
  const own = (await import('@playwright/test')).chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

async function install(): Promise<string> {
  console.error('No Chromium here: installing one for the browser tests.');
  const attempts = [() => runProgram('playwright', ['install', 'chromium'], { output: 'stderr' })];
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    attempts.push(() => runProgram('apt-get', ['update', '-qq'], { output: 'stderr' }));
    // Not every release has the shell as a package.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      const packages = ['install', '-y', '-qq', '--no-install-recommends', name, 'fonts-dejavu-core'];
      attempts.push(() => runProgram('apt-get', packages, { output: 'stderr' }));
    }
  }
  for (const attempt of attempts) {
    // Whether an attempt worked shows in what is there afterwards.
    await attempt().catch(() => undefined);
    const path = await present();
    if (path) return path;
  }
  throw new TwoPartError(
    'No Chromium was found, and neither Playwright nor apt-get could install one.',
    'Install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  );
}
