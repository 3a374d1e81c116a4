import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { project } from '../project.ts';

/** A run of the command line program: what it wrote so far, and how it ended. */
export interface Call {
  pid: number;
  stdout(): string;
  stderr(): string;
  /** Resolves as soon as `pattern` is in what it wrote; rejects when it ends before. */
  written(pattern: RegExp): Promise<void>;
  ended: Promise<number | null>;
  interrupt(): void;
  /** SIGTERM to the process that was called, and to no other. */
  terminate(): void;
}

/** Calls `node src/runner/main.ts` as a user would, with no terminal on any end. */
export const callRunner = (...args: string[]): Call => call(join(import.meta.dirname, '../main.ts'), args);

/** Calls the runner as npm does. */
export const callAsNpm = (...args: string[]): Call => call(join(project.root, 'scripts', 'setup.mjs'), args);

function call(script: string, args: string[]): Call {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
      child.emit('written');
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    pid: child.pid ?? 0,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    ended,
    interrupt: () => child.kill('SIGINT'),
    terminate: () => child.kill('SIGTERM'),
    written: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(texts.stdout + texts.stderr) && resolve();
        child.on('written', look);
        look();
        ended.then(() => reject(new Error(`It ended without ${pattern}:\n${texts.stdout}${texts.stderr}`)));
      }),
  };
}
