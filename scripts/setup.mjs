// Every npm command of this project starts here: it installs what is missing, then runs the command on the project's
// own Node. It has no dependencies and runs on Node 20, since nothing is installed yet on a fresh clone.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSiteIfStale } from './build-site.mjs';
import { findChromium } from './chromium.mjs';
import { installPackages } from './install-packages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const binaries = join(root, 'node_modules', '.bin');

/** One entry per npm command: the steps to run in order, each a program and its arguments. */
const commands = {
  start: async (args) => {
    // A wrong argument is told at once, not after minutes of building.
    await run('node', ['src/runner/main.ts', 'start', '--check-only', ...args]);
    await buildSiteIfStale(root, runQuietly);
    await run('node', ['src/runner/main.ts', 'start', ...args]);
  },
  test: async (args) => {
    process.env.CHROMIUM_PATH = await findChromium(root, runQuietly);
    await run('npm', ['run', '--silent', 'typecheck']);
    await run('npm', ['run', '--silent', 'lint']);
    await run('node', ['src/runner/main.ts', 'check']);
    await run('npm', ['run', '--silent', 'test:unit']);
    await buildSiteIfStale(root, runQuietly);
    await run('npm', ['run', '--silent', 'test:browser', '--', ...args]);
  },
  dev: (args) => run('docusaurus', ['start', '--host', 'localhost', ...args]),
  bench: (args) => run('node', ['bench/main.ts', ...args]),
};

/** Commands that the runner answers itself. */
const runnerVerbs = ['lab', 'check', 'new-lab', 'cloud', 'evidence'];

const [command = '', ...args] = process.argv.slice(2);
const action =
  commands[command] ??
  (runnerVerbs.includes(command) ? () => run('node', ['src/runner/main.ts', command, ...args]) : undefined);
if (!action) {
  console.error(
    `Unknown command ${JSON.stringify(command)}.\nUse one of: ${[...Object.keys(commands), ...runnerVerbs].join(', ')}.`,
  );
  process.exit(2);
}

// Ctrl-C reaches the running child too; it cleans up and ends, and this process ends with its status.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => running?.kill('SIGTERM'));
let running;

try {
  await installPackages(root, runQuietly);
  process.env.PATH = `${binaries}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
  // Docusaurus asks the registry for updates otherwise.
  process.env.NO_UPDATE_NOTIFIER = '1';
  process.exitCode = (await action(args)) ?? 0;
} catch (error) {
  if (error.exitCode === undefined) throw error;
  if (error.message) console.error(error.message);
  process.exitCode = error.exitCode;
}

/** Runs a program with our terminal; throws when it fails, with its status. */
async function run(program, programArgs) {
  await spawned(program, programArgs, 'inherit');
}

/** Runs a program whose stdout belongs to stderr here, so that `--json` output stays clean. */
async function runQuietly(program, programArgs) {
  await spawned(program, programArgs, ['ignore', 2, 2]);
}

function spawned(program, programArgs, stdio) {
  return new Promise((resolve, reject) => {
    running = spawn(program, programArgs, { cwd: root, stdio, shell: process.platform === 'win32' });
    running.once('error', reject);
    running.once('exit', (code, signal) => {
      running = undefined;
      if (code === 0) resolve();
      else reject(Object.assign(new Error(''), { exitCode: code ?? 128 + (constants.signals[signal] ?? 0) }));
    });
  });
}
