// Every npm command of this project starts here: it installs what is missing, then hands over to the runner on the
// project's own Node. It has no dependencies and runs on Node 20, since nothing is installed yet on a fresh clone.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install-packages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
let running;

// Ctrl-C reaches the running child as well: it cleans up and ends, and this process ends with its status.
process.on('SIGINT', () => {});
// npm hands on what it alone is sent. Between two programs nobody is there to end but this process.
process.on('SIGTERM', () => {
  if (!running?.kill('SIGTERM')) process.exit(128 + constants.signals.SIGTERM);
});

await installPackages(root, (program, args) => spawned(program, args, ['ignore', 2, 2]));
process.env.PATH = join(root, 'node_modules', '.bin') + delimiter + process.env.PATH;
await spawned('node', [join(root, 'src', 'runner', 'main.ts'), ...process.argv.slice(2)], 'inherit');

/** Runs a program to its end; when it fails, ends this process with its status. */
function spawned(program, args, stdio) {
  return new Promise((resolve) => {
    running = spawn(program, args, { cwd: root, stdio, shell: process.platform === 'win32' });
    running.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      process.exit(1);
    });
    running.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
