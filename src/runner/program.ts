import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { TwoPartError } from './call-error.ts';
import { project } from './project.ts';

/** A program that ended with another status than 0. */
export class ProgramFailed extends TwoPartError {
  override name = 'ProgramFailed';

  constructor(command: string, status: number) {
    super(`\`${command}\` ended with status ${status}.`, 'What it found is above.');
  }
}

/**
 * Runs a program of the project's packages (or of PATH) to its end. `inherit` shares our terminal; `stderr` sends its
 * output to our stderr, so that stdout stays ours. It is ended when `signal` aborts, and does not outlive this process.
 * Throws ProgramFailed, or a TwoPartError when it cannot be started.
 */
export async function runProgram(
  program: string,
  args: string[],
  options: { output?: 'inherit' | 'stderr'; env?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<void> {
  const { output, env, signal } = options;
  signal?.throwIfAborted();
  const child = spawn(program, args, {
    cwd: project.root,
    stdio: output === 'stderr' ? ['ignore', 2, 2] : 'inherit',
    // NO_UPDATE_NOTIFIER: Docusaurus asks the registry for updates otherwise.
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1', ...env },
    shell: process.platform === 'win32',
  });
  // A Ctrl-C it hears itself. What this process alone is sent, it hears from here.
  const end = () => child.kill();
  signal?.addEventListener('abort', end, { once: true });
  process.once('exit', end);
  const status = await new Promise<number>((resolve, reject) => {
    child.once('error', ({ message }) =>
      reject(
        new TwoPartError(
          `\`${program}\` could not be started: ${message}.`,
          'Call it through npm, which finds the programs of this project.',
        ),
      ),
    );
    child.once('exit', (code, by) => resolve(code ?? 128 + (by ? constants.signals[by] : 0)));
  }).finally(() => {
    signal?.removeEventListener('abort', end);
    process.off('exit', end);
  });
  if (status !== 0) throw new ProgramFailed([program, ...args].join(' '), status);
}
