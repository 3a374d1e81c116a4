// Every npm command of this project starts here: it installs what is missing, then hands over to the runner on the
// project's own Node. It has no dependencies and runs on Node 20, since nothing is installed yet on a fresh clone.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install-packages.mjs';
import { besideProxies, outliving } from './surroundings.mjs';

const leastNode = 20;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isWindows = process.platform === 'win32';
const node = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
let running;

if (Number(process.versions.node.split('.')[0]) < leastNode)
  fail(
    `Node ${process.versions.node} is too old.`,
    `Install Node ${leastNode} or newer: https://nodejs.org/`,
    1,
  );

// Ctrl-C reaches the running child as well: it cleans up and ends, and this process ends with its status.
let stoppedBy;
process.on('SIGINT', () => {
  stoppedBy = 'SIGINT';
});
// npm hands on what it alone is sent. Between two programs nobody is there to end but this process.
for (const signal of ['SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    stoppedBy = signal;
    if (!running?.kill(signal)) process.exit(statusOf(signal));
  });
// Where npm itself is killed, nobody would be left who could end what runs.
outliving(process, () => running?.kill('SIGTERM'));

await installPackages(root, node, {
  async runQuietly(program, args) {
    const status = await spawned(program, args, { stdio: ['ignore', 2, 2], shell: isWindows });
    if (stoppedBy) process.exit(status || statusOf(stoppedBy));
    return status;
  },
  fail,
});
process.env.PATH = join(root, 'node_modules', '.bin') + delimiter + process.env.PATH;
Object.assign(process.env, besideProxies(process.env));
const status = await spawned(node, [join(root, 'src', 'runner', 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status);

/** Runs a program to its end, and gives its status. */
function spawned(program, args, options) {
  return new Promise((resolve) => {
    running = spawn(program, args, { cwd: root, ...options });
    running.once('error', ({ message }) =>
      fail(`${program} could not be started: ${message}.`, 'See that it is installed and on the PATH.', 1),
    );
    running.once('exit', (code, signal) => resolve(code ?? statusOf(signal)));
  });
}

/** What a shell says of a program that a signal has ended. */
function statusOf(signal) {
  return 128 + (constants.signals[signal] ?? 0);
}

/** Says what is wrong and what to do, and ends. */
function fail(problem, remedy, code) {
  console.error(`✗ ${problem}\n  ${remedy}`);
  process.exit(code);
}
