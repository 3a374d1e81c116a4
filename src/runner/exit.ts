import { styleText } from 'node:util';
import { CallError, Interrupted, LeftBehind, NotJudged, TwoPartError } from './call-error.ts';
import { exitCodes } from './exit-codes.ts';
import { asFileTrouble } from './system-error.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long tidying up may take after Ctrl-C before we leave regardless. */
let graceMs = 5_000;

/** For work that has to tidy up outside of this process, which may take longer: at least so long. */
export function allowToTidyUp(milliseconds: number): void {
  graceMs = Math.max(graceMs, milliseconds);
}

/** The process that ends, as far as it matters for that. */
export interface Program {
  on(signal: (typeof signals)[number], listener: () => void): unknown;
  on(event: 'uncaughtException', listener: (error: Error) => void): unknown;
  exit(code: number): unknown;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
}

/**
 * Runs `work` and ends the process with its exit code (see `exitCodes`), or 130 after Ctrl-C. The signal given to `work`
 * aborts on the first Ctrl-C, on an error that nobody waited for, and when nobody can read any more what is written; the
 * second Ctrl-C ends the process at once.
 */
export async function runToExit(
  work: (signal: AbortSignal) => Promise<number>,
  program: Program = process,
): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = (reason: Error) => {
    if (signal.aborted) return;
    controller.abort(reason);
    setTimeout(() => program.exit(codeOf(reason) ?? report(reason, program)), graceMs).unref();
  };
  for (const name of signals) {
    program.on(name, () => {
      const interrupted = new Interrupted(name);
      // Only a key is pressed twice on purpose. The other signals come several times by themselves: from the terminal that
      // is closed and from its shell, from `timeout` and from npm.
      if (signal.aborted && name === 'SIGINT') program.exit(interrupted.exitCode);
      stop(interrupted);
    });
  }
  for (const stream of [program.stdout, program.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => stop(unwritten(error)));
  // An error that nobody waited for: what runs is tidied up all the same.
  program.on('uncaughtException', stop);
  const code = await work(signal).catch((error: unknown) =>
    report(signal.aborted && !(error instanceof LeftBehind) ? signal.reason : error, program),
  );
  await flush(program);
  // The work itself went well, and something beside it did not: its last words may be lost.
  const hasFailed = code === exitCodes.fine && signal.aborted && codeOf(signal.reason) === undefined;
  program.exit(hasFailed ? report(signal.reason, program) : code);
}

/** What a run ends with that was told to end; undefined for an error. */
const codeOf = (reason: unknown): number | undefined =>
  reason instanceof Interrupted ? reason.exitCode : undefined;

/** Why the run ends when what it says cannot be written. */
function unwritten(error: NodeJS.ErrnoException): Error {
  // Whoever reads has read enough, as `| head` does.
  if (error.code === 'EPIPE') return new Interrupted('SIGPIPE');
  // The terminal is gone.
  if (error.code === 'EIO') return new Interrupted('SIGHUP');
  return new TwoPartError(
    `What is said here cannot be written: ${error.message}.`,
    'The run was ended, since nobody would see the rest. Free some space there, or send its output elsewhere.',
  );
}

function report(error: unknown, { stderr }: Program): number {
  if (error instanceof Interrupted) {
    stderr.write(`\n${error.message} Nothing is left running.\n`);
    return error.exitCode;
  }
  stderr.write(`${describe(error, stderr)}\n`);
  if (error instanceof NotJudged) return exitCodes.notJudged;
  return error instanceof CallError ? exitCodes.wrongCall : exitCodes.failed;
}

function describe(error: unknown, stream: NodeJS.WritableStream): string {
  const mark = styleText('red', '✗', { stream });
  if (!(error instanceof Error)) return `${mark} ${String(error)}`;
  const told = 'problem' in error && 'remedy' in error ? error : asFileTrouble(error);
  return told ? `${mark} ${told.problem}\n  ${told.remedy}` : `${mark} ${error.stack ?? error.message}`;
}

/** Waits until what was written has left the process: a pipe may be slower than we are. */
const flush = ({ stdout, stderr }: Program) =>
  Promise.all([stdout, stderr].map((stream) => new Promise<void>((done) => stream.write('', () => done()))));
