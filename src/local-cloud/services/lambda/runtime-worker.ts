import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { FunctionError } from '../../kernel/contracts/invocation.ts';
import type { RuntimeMessage, RuntimeOptions, RuntimeRequest } from './runtime/protocol.ts';

interface Options {
  runtime: Omit<RuntimeOptions, 'compileCache' | 'requestsSent'>;
  variables: Record<string, string>;
  onLog(stream: 'stdout' | 'stderr', line: string, invocationId: string | undefined): void;
}

/** How initialization or an invocation ended. */
export type PhaseResult =
  | { ended: 'ready' }
  | { ended: 'succeeded'; json: string }
  | { ended: 'failed'; error: FunctionError }
  | { ended: 'timed-out' }
  /** The runtime is gone. */
  | { ended: 'crashed'; error: FunctionError };

/**
 * Node.js features that Lambda turns off, each with the option that turns it on again.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-experimental-features
 */
const disabledFeatures = ['experimental-require-module', 'experimental-detect-module'];

/** How much of a function's memory new objects may take before they are collected. */
const youngShare = 0.15;

/** One run of the Node.js runtime with a function's code: a worker thread that is initialized once and then invoked. */
export class RuntimeWorker {
  readonly #worker: Worker | undefined;
  readonly #requestsSent = new Int32Array(new SharedArrayBuffer(4));
  #death: FunctionError | undefined;
  #settle: ((result: PhaseResult) => void) | undefined;
  #invocationId = '';

  constructor(options: Options) {
    const { runtime, onLog } = options;
    const workerData: RuntimeOptions = {
      ...runtime,
      compileCache: getCompileCacheDir(),
      requestsSent: this.#requestsSent.buffer as SharedArrayBuffer,
    };
    this.#worker = this.#start(workerData, options);
    this.#worker?.on('message', (message: RuntimeMessage) => {
      if (message.type === 'log') onLog(message.stream, message.line, message.invocationId);
      else if (message.type === 'ready') this.#settle?.({ ended: 'ready' });
      else if (message.type === 'succeeded') this.#settle?.({ ended: 'succeeded', json: message.json });
      else if (message.type === 'failed' && message.exits) this.#die(message.error);
      else {
        this.#settle?.({ ended: 'failed', error: message.error });
        if (message.type === 'init-failed') this.#die(message.error);
      }
    });
    this.#worker?.on('error', (error: NodeJS.ErrnoException) => this.#die(this.#errorOf(error)));
    this.#worker?.on('exit', (status) => this.#die(this.#exitError(exitReason(status))));
    // A cloud that is being left open must not be kept alive by idle environments alone.
    this.#worker?.unref();
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
  run(request: RuntimeRequest, limitMs: number): Promise<PhaseResult> {
    this.#invocationId = request.invocationId;
    const ended = this.#phase(limitMs);
    this.#worker?.postMessage(request);
    Atomics.add(this.#requestsSent, 0, 1);
    Atomics.notify(this.#requestsSent, 0);
    return ended;
  }

  /** Ends it from outside, as a machine that fails would; an invocation in it ends as crashed. */
  async kill(): Promise<void> {
    this.#die(this.#exitError('Runtime exited with error: signal: killed'));
    await this.#worker?.terminate();
  }

  #start(workerData: RuntimeOptions, { variables, onLog }: Options): Worker | undefined {
    const features = disabledFeatures.filter((each) => !variables.NODE_OPTIONS?.includes(`--${each}`));
    try {
      return new Worker(new URL('./runtime/runtime.ts', import.meta.url), {
        workerData,
        env: variables,
        resourceLimits: {
          maxOldGenerationSizeMb: workerData.memoryMiB,
          // Without it, the young generation of a busy function outgrows the whole limit, and V8 collects garbage for ever.
          maxYoungGenerationSizeMb: Math.ceil(workerData.memoryMiB * youngShare),
        },
        execArgv: ['--no-warnings', ...features.map((each) => `--no-${each}`)],
      });
    } catch (error) {
      // Options in NODE_OPTIONS that Node.js does not take end it with status 9.
      onLog('stderr', (error as Error).message, undefined);
      this.#death = this.#exitError(exitReason(9));
      return undefined;
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
    const result = await promise;
    clearTimeout(timer);
    this.#settle = undefined;
    return result;
  }

  #die(error: FunctionError): void {
    this.#death ??= error;
    this.#settle?.({ ended: 'crashed', error });
    void this.#worker?.terminate();
  }

  #errorOf(error: NodeJS.ErrnoException): FunctionError {
    return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? this.#exitError('Runtime exited with error: signal: killed', 'Runtime.OutOfMemory')
      : { errorType: error.name, errorMessage: error.message };
  }

  #exitError(reason: string, errorType = 'Runtime.ExitError'): FunctionError {
    return { errorType, errorMessage: `RequestId: ${this.#invocationId} Error: ${reason}` };
  }
}

function exitReason(status: number): string {
  return status === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${status}`;
}
