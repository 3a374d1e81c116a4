import type { ChildProcess } from 'node:child_process';
import type { Duplex, Readable } from 'node:stream';
import type { FunctionError } from '../../kernel/contracts/invocation.ts';
import { guard, unguard } from '../../kernel/processes/guardian.ts';
import { killGroup, lowerPriority, pauseGroup, resumeGroup } from '../../kernel/processes/process-group.ts';
import { seesMemoryOfOthers, watchMemoryOf } from './memory-watch.ts';
import { RawOutput } from './raw-output.ts';
import { encodeFrame, type Frame, FrameReader, kinds } from './runtime/frames.ts';
import type { RuntimeOptions, RuntimeRequest } from './runtime/protocol.ts';
import { nameOfSignal } from './signal-names.ts';
import { startRuntime } from './start-runtime.ts';

interface Options {
  runtime: Omit<RuntimeOptions, 'watchesMemory'>;
  variables: Record<string, string>;
  onLog(stream: 'stdout' | 'stderr', line: string, invocationId: string | undefined): void;
}

/** One invocation: `payload` is the event as JSON. */
export interface RuntimeCall extends RuntimeRequest {
  payload: string;
}

/** How initialization or an invocation ended. */
export type PhaseResult =
  | { ended: 'ready' }
  | { ended: 'succeeded'; json: string }
  | { ended: 'failed'; error: FunctionError }
  | { ended: 'timed-out' }
  /** The runtime is gone. */
  | { ended: 'crashed'; error: FunctionError };

/** How long an idle runtime sleeps by itself before what it may have started is stopped as well. */
const pauseAfterMs = 50;

/** V8's last words when the heap is full; the process aborts after them. */
const heapIsFull = /JavaScript heap out of memory/;

/** One run of the Node.js runtime with a function's code: a process that is initialized once and then invoked. */
export class RuntimeProcess {
  readonly #process: ChildProcess;
  readonly #channel: Duplex;
  readonly #onLog: Options['onLog'];
  readonly #memoryMiB: number;
  readonly #reader = new FrameReader();
  readonly #raw: RawOutput[];
  #death: FunctionError | undefined;
  #settle: ((result: PhaseResult) => void) | undefined;
  /** What the process said or did last, while the rest of it is still on its way. */
  #lastError: FunctionError | undefined;
  #number = 0;
  #invocationId: string | undefined;
  #paused = false;
  #pauseTimer: NodeJS.Timeout | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(options: Options) {
    const { runtime, variables } = options;
    this.#onLog = options.onLog;
    this.#memoryMiB = runtime.memoryMiB;
    this.#process = startRuntime(runtime, variables);
    const { pid, stdio } = this.#process;
    this.#channel = stdio[3] as Duplex;
    this.#raw = (['stdout', 'stderr'] as const).map(
      (name) =>
        new RawOutput(this.#process[name] as Readable, (line) => this.#onLog(name, line, this.#invocationId)),
    );
    this.#process.once('error', (error) => this.#die(this.#exitError(error.message)));
    if (pid === undefined) return;
    guard(pid);
    this.#channel.on('data', (piece: Buffer) => this.#take(piece));
    this.#channel.on('error', () => killGroup(pid));
    const left = new Promise((resolve) => this.#channel.once('close', resolve));
    // Who closes the channel is of no more use: no result can come.
    this.#channel.once('end', () => killGroup(pid));
    this.#process.once('exit', async (status, signal) => {
      killGroup(pid);
      unguard(pid);
      await left;
      this.#die(this.#lastError ?? (await this.#exitErrorOf(status, signal)));
    });
    this.#send(kinds.start, JSON.stringify({ ...runtime, watchesMemory: !seesMemoryOfOthers }));
    // A cloud that is being left open must not be kept alive by idle environments alone.
    for (const each of [this.#process, this.#channel, this.#process.stdout, this.#process.stderr])
      (each as unknown as { unref(): void }).unref();
  }

  /** Whether it can take another invocation. */
  get alive(): boolean {
    return this.#death === undefined;
  }

  /** Waits until the function's static code has run. */
  initialize(limitMs: number): Promise<PhaseResult> {
    return this.#phase(limitMs);
  }

  /** Runs one invocation; the runtime thaws for it and freezes after it. */
  run({ payload, ...request }: RuntimeCall, limitMs: number): Promise<PhaseResult> {
    this.#number += 1;
    this.#invocationId = request.invocationId;
    for (const each of this.#raw) each.begin();
    const ended = this.#phase(limitMs);
    if (this.#paused) {
      this.#paused = false;
      resumeGroup(this.#process.pid as number);
    }
    this.#send(kinds.invoke, `${JSON.stringify(request)}\n${payload}`);
    return ended;
  }

  /** Ends it from outside, as a machine that fails would; an invocation in it ends as crashed. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    this.#die(this.#exitError('Runtime exited with error: signal: killed'));
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.ref();
    killGroup(pid);
    await gone;
  }

  #send(kind: typeof kinds.start | typeof kinds.invoke, body: string): void {
    if (this.#channel.writable) this.#channel.write(encodeFrame(kind, this.#number, body));
  }

  #take(piece: Buffer): void {
    let frames: Frame[];
    try {
      frames = this.#reader.read(piece);
    } catch {
      // Not the runtime: the function's code writes to a file that it did not open.
      killGroup(this.#process.pid as number);
      return;
    }
    for (const each of frames) this.#heed(each);
  }

  #heed({ kind, number, body }: Frame): void {
    // What belongs to an invocation that is over comes from no runtime.
    if (number !== this.#number) return;
    switch (kind) {
      case kinds.stdout:
      case kinds.stderr:
        for (const line of body.toString().replace(/\n$/, '').split('\n'))
          this.#onLog(kind === kinds.stdout ? 'stdout' : 'stderr', line, this.#invocationId);
        return;
      case kinds.ready:
        if (number !== 0) return;
        lowerPriority(this.#process.pid as number);
        this.#settle?.({ ended: 'ready' });
        return;
      case kinds.succeeded:
        this.#settle?.({ ended: 'succeeded', json: body.toString() });
        return;
      case kinds.failed:
        this.#settle?.({ ended: 'failed', error: errorIn(body) });
        return;
      case kinds.initFailed: {
        const error = errorIn(body);
        this.#settle?.({ ended: 'failed', error });
        this.#die(error);
        return;
      }
      case kinds.exits:
        this.#lastError = errorIn(body);
        return;
      case kinds.outOfMemory:
        this.#lastError = this.#outOfMemory();
    }
  }

  async #phase(limitMs: number): Promise<PhaseResult> {
    if (this.#death) return { ended: 'crashed', error: this.#death };
    const { promise, resolve } = Promise.withResolvers<PhaseResult>();
    this.#settle = resolve;
    const timer = setTimeout(() => {
      resolve({ ended: 'timed-out' });
      void this.kill();
    }, limitMs);
    this.#watch();
    const result = await promise;
    clearTimeout(timer);
    this.#settle = undefined;
    this.#stopWatching?.();
    this.#pauseSoon();
    return result;
  }

  #watch(): void {
    this.#stopWatching = watchMemoryOf(this.#process.pid as number, this.#memoryMiB, () => {
      this.#lastError = this.#outOfMemory();
      killGroup(this.#process.pid as number);
    });
  }

  #pauseSoon(): void {
    if (this.#pauseTimer) {
      this.#pauseTimer.refresh();
      return;
    }
    this.#pauseTimer = setTimeout(() => {
      if (this.#settle || this.#death || this.#paused) return;
      this.#paused = pauseGroup(this.#process.pid as number);
    }, pauseAfterMs);
    this.#pauseTimer.unref();
  }

  #die(error: FunctionError): void {
    if (this.#death) return;
    this.#death = error;
    clearTimeout(this.#pauseTimer);
    this.#settle?.({ ended: 'crashed', error });
    const { pid, exitCode, signalCode } = this.#process;
    if (pid !== undefined && exitCode === null && signalCode === null) killGroup(pid);
    for (const each of this.#raw) each.close();
  }

  async #exitErrorOf(status: number | null, signal: NodeJS.Signals | null): Promise<FunctionError> {
    if (signal === null) return this.#exitError(exitReason(status ?? 0));
    const lastWords = signal === 'SIGABRT' ? await this.#raw[1]?.lastWords() : undefined;
    return lastWords !== undefined && heapIsFull.test(lastWords)
      ? this.#outOfMemory()
      : this.#exitError(`Runtime exited with error: signal: ${nameOfSignal(signal)}`);
  }

  #outOfMemory(): FunctionError {
    return this.#exitError('Runtime exited with error: signal: killed', 'Runtime.OutOfMemory');
  }

  #exitError(reason: string, errorType = 'Runtime.ExitError'): FunctionError {
    return { errorType, errorMessage: `RequestId: ${this.#invocationId ?? ''} Error: ${reason}` };
  }
}

/** An error as the runtime describes it, or what can be made of what somebody else wrote. */
function errorIn(body: Buffer): FunctionError {
  try {
    const { errorType, errorMessage, trace } = JSON.parse(body.toString());
    return { errorType: String(errorType), errorMessage: String(errorMessage), ...(trace && { trace }) };
  } catch {
    return { errorType: 'Runtime.Unknown', errorMessage: '' };
  }
}

function exitReason(status: number): string {
  return status === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${status}`;
}
