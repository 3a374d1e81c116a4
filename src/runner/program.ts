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
 * output to our stderr, so that stdout stays ours. Throws ProgramFailed.
 */
export async function runProgram(
  program: string,
  args: string[],
  options: { output?: 'inherit' | 'stderr'; env?: Record<string, string> } = {},
): Promise<void> {
  const child = spawn(program, args, {
    cwd: project.root,
    stdio: options.output === 'stderr' ? ['ignore', 2, 2] : 'inherit',
    // NO_UPDATE_NOTIFIER: Docusaurus asks the registry for updates otherwise.
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1', ...options.env },
    shell: process.platform === 'win32',
  });
  const status = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  if (status !== 0) throw new ProgramFailed([program, ...args].join(' '), status);
}
