import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { endGroup, inOwnGroup } from '../process-group.ts';
import { project } from '../project.ts';

/** How long a program has for tidying up on an abort before it is killed, in milliseconds. */
const graceMs = 3_000;

interface Options {
  /** File that gets the output as it comes. */
  log: string;
  signal: AbortSignal;
  env?: Record<string, string>;
}

/** How a program ended, and all that it wrote. */
export interface Captured {
  status: number;
  output: string;
}

/**
 * Runs a program of the project's packages (or of PATH) to its end. On an abort it gets SIGINT, as from Ctrl-C, and
 * everything that it has started ends with it.
 */
export async function runCaptured(program: string, args: string[], options: Options): Promise<Captured> {
  const { log, signal, env } = options;
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  const child = spawn(program, args, {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // NO_UPDATE_NOTIFIER: Docusaurus asks the registry for updates otherwise.
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1', ...env },
    shell: process.platform === 'win32',
    ...inOwnGroup,
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output.push(text);
      file.write(text);
    });
  }
  let grace: NodeJS.Timeout | undefined;
  const stop = () => {
    endGroup(child, 'SIGINT');
    grace = setTimeout(() => endGroup(child, 'SIGKILL'), graceMs);
  };
  const kill = () => endGroup(child, 'SIGKILL');
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  process.once('exit', kill);
  try {
    const status = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, by) => resolve(code ?? 128 + (by ? constants.signals[by] : 0)));
    });
    return { status, output: output.join('') };
  } finally {
    clearTimeout(grace);
    signal.removeEventListener('abort', stop);
    process.off('exit', kill);
    // What it left behind, if anything.
    if (signal.aborted) kill();
    file.end();
  }
}
