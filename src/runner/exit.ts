import { styleText } from 'node:util';
import { CallError, Interrupted, LeftBehind, NotJudged } from './call-error.ts';
import { exitCodes } from './exit-codes.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long tidying up may take after Ctrl-C before we leave regardless. */
let graceMs = 5_000;

/** For work that has to tidy up outside of this process, which may take longer: at least so long. */
export function allowToTidyUp(milliseconds: number): void {
  graceMs = Math.max(graceMs, milliseconds);
}

/**
 * Runs `work` and ends the process with its exit code (see `exitCodes`), or 130 after Ctrl-C. The signal given to `work` aborts on the first Ctrl-C; the second one ends the process at once.
 */
export async function runToExit(work: (signal: AbortSignal) => Promise<number>): Promise<never> {
  const controller = new AbortController();
  for (const signal of signals) {
    process.on(signal, () => {
      const interrupted = new Interrupted(signal);
      if (controller.signal.aborted) process.exit(interrupted.exitCode);
      controller.abort(interrupted);
      setTimeout(() => process.exit(interrupted.exitCode), graceMs).unref();
    });
  }
  // Whoever reads has read enough, as `| head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    controller.abort(new Interrupted('SIGPIPE'));
    setTimeout(() => process.exit(), graceMs).unref();
  });
  const code = await work(controller.signal).catch((error: unknown) =>
    report(controller.signal.aborted && !(error instanceof LeftBehind) ? controller.signal.reason : error),
  );
  await flush();
  process.exit(code);
}

function report(error: unknown): number {
  if (error instanceof Interrupted) {
    console.error(`\n${error.message} Nothing is left running.`);
    return error.exitCode;
  }
  console.error(describe(error));
  if (error instanceof NotJudged) return exitCodes.notJudged;
  return error instanceof CallError ? exitCodes.wrongCall : exitCodes.failed;
}

function describe(error: unknown): string {
  const mark = styleText('red', '✗', { stream: process.stderr });
  if (!(error instanceof Error)) return `${mark} ${String(error)}`;
  if ('problem' in error && 'remedy' in error) return `${mark} ${error.problem}\n  ${error.remedy}`;
  return `${mark} ${error.stack ?? error.message}`;
}

/** Waits until what was written has left the process: a pipe may be slower than we are. */
const flush = () =>
  Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
