import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { bundle } from '../../../kernel/processes/bundle.ts';
import { guard, unguard } from '../../../kernel/processes/guardian.ts';
import { killGroup, lowerPriority } from '../../../kernel/processes/process-group.ts';

interface Options {
  /** Arguments of node. */
  program: readonly string[];
  directory: string;
  variables: Readonly<Record<string, string>>;
  /** Whether an init process stands between the container and the program. */
  hasInit: boolean;
  onLine(stream: 'stdout' | 'stderr', line: string): void;
}

/** A container that runs: its program as a process of its own, in a group that ends with the cloud. */
export class ContainerProcess {
  /** Resolves with the exit code, as Docker tells it: 128 and more for a signal. */
  readonly exited: Promise<number>;
  readonly #process: ChildProcess;

  constructor({ program, directory, variables, hasInit, onLine }: Options) {
    this.#process = spawn(process.execPath, [...argumentsOf(hasInit), ...program], {
      cwd: directory,
      env: { ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const { pid } = this.#process;
    for (const name of ['stdout', 'stderr'] as const)
      createInterface({ input: this.#process[name] as Readable }).on('line', (line) => onLine(name, line));
    this.exited = new Promise((resolve) => {
      this.#process.once('error', () => resolve(127));
      this.#process.once('exit', (code, signal) => {
        if (pid !== undefined) {
          // With the first process of a container all others end.
          killGroup(pid);
          unguard(pid);
        }
        resolve(code ?? 128 + constants.signals[signal as NodeJS.Signals]);
      });
    });
    if (pid === undefined) return;
    guard(pid);
    lowerPriority(pid);
    for (const each of [this.#process, this.#process.stdout, this.#process.stderr])
      (each as unknown as { unref(): void }).unref();
  }

  /** Asks it to end. */
  terminate(): void {
    this.#process.kill('SIGTERM');
  }

  /** Ends it, and all that it started in its group. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    this.#process.ref();
    killGroup(pid);
    await this.exited;
  }
}

let preloads: string | undefined;

function argumentsOf(hasInit: boolean): string[] {
  const processes = join(import.meta.dirname, '../../../kernel/processes');
  const sources = {
    noAws: join(processes, 'no-aws-preload.ts'),
    asPid1: join(import.meta.dirname, 'as-pid-1.ts'),
  };
  preloads ??= bundle('ecs-containers', {
    sources: [
      sources.noAws,
      sources.asPid1,
      ...['no-aws.ts', 'host-prefixes.ts', 'redirect-connections.ts'].map((each) => join(processes, each)),
    ],
    scripts: [
      { source: sources.noAws, format: 'cjs', name: 'no-aws.cjs' },
      { source: sources.asPid1, format: 'cjs', name: 'as-pid-1.cjs' },
    ],
  });
  const files = hasInit ? ['no-aws.cjs'] : ['no-aws.cjs', 'as-pid-1.cjs'];
  return files.map((each) => `--require=${join(preloads as string, each)}`);
}
