import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { endGroup, inOwnGroup } from '../process-group.ts';
import { project } from '../project.ts';

/** How long a program has for tidying up on an abort before it is killed, in milliseconds. */
const graceMs = 3_000;

interface Options {
  /** File that gets the output as it comes. */
  log: string;
  signal: AbortSignal;
  env?: Record<string, string>;
  /** After so long without a word, in milliseconds, it is stopped as on an abort, and the output says so. */
  silentMs?: number;
  /** What waits for that time, a timer of the machine by default. */
  wait?: (run: () => void, ms: number) => NodeJS.Timeout;
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
  const { log, signal, env, silentMs, wait = setTimeout } = options;
  mkdirSync(dirname(log), { recursive: true });
  // Where it cannot be written, the output is there all the same.
  const file = createWriteStream(log).on('error', () => undefined);
  const child = spawn(program, args, {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // Docusaurus asks the registry for updates otherwise.
      NO_UPDATE_NOTIFIER: '1',
      // The processes load much the same: compiled once, it is there in half the time.
      NODE_COMPILE_CACHE: join(project.cache, 'compile'),
      ...env,
    },
    shell: process.platform === 'win32',
    ...inOwnGroup,
  });
  const output: string[] = [];
  const take = (text: string) => {
    output.push(text);
    file.write(text);
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      take(text);
      silence?.refresh();
    });
  }
  let grace: NodeJS.Timeout | undefined;
  const stop = () => {
    endGroup(child, 'SIGINT');
    grace = setTimeout(() => endGroup(child, 'SIGKILL'), graceMs);
  };
  const kill = () => endGroup(child, 'SIGKILL');
  const silence =
    silentMs === undefined
      ? undefined
      : wait(() => {
          take(
            `\nStopped: nothing was written for ${silentMs / 1000} s. Is something open that nobody closes?\n`,
          );
          stop();
        }, silentMs);
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
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
    process.off('exit', kill);
    // What it left behind, if anything.
    if (signal.aborted) kill();
    file.end();
  }
}
