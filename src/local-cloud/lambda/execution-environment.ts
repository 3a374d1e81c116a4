import { randomBytes } from 'node:crypto';
import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import { account } from '../account.ts';
import type { Endpoints } from '../cloud.ts';
import type { CodeLocation } from './function-code.ts';
import type { ExecutionResult, FunctionError } from './invocation.ts';
import type { FunctionConfiguration } from './lambda-function.ts';
import type { RuntimeMessage, RuntimeOptions, RuntimeRequest } from './runtime-protocol.ts';

/** Lambda gives a function this long to initialize before the first invocation. */
const initTimeoutMs = 10_000;

interface Options {
  configuration: FunctionConfiguration;
  code: CodeLocation;
  endpoints: Endpoints;
  onLog(stream: 'stdout' | 'stderr', line: string, invocationId: string | undefined): void;
}

/**
 * One execution environment: a worker thread with its own variables and heap limit, running one invocation at a time.
 * It ends at the function's timeout, when the handler exits the process, or when the heap is full.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class ExecutionEnvironment {
  /** Also the access key id that the environment's SDK clients sign with. */
  readonly id = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
  readonly #configuration: FunctionConfiguration;
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  #alive = true;
  #settle: ((result: ExecutionResult) => void) | undefined;
  #startTimer: (() => void) | undefined;

  constructor(options: Options) {
    const { configuration, code } = options;
    this.#configuration = configuration;
    const workerData: RuntimeOptions = {
      directory: code.directory,
      handler: configuration.handler,
      functionName: configuration.name,
      functionArn: configuration.arn,
      memoryMiB: configuration.memoryMiB,
      runtime: configuration.runtime,
      environmentId: this.id,
      compileCache: getCompileCacheDir(),
    };
    this.#worker = new Worker(new URL('./runtime.ts', import.meta.url), {
      workerData,
      env: variablesOf(this.id, options),
      resourceLimits: { maxOldGenerationSizeMb: configuration.memoryMiB },
      execArgv: ['--no-warnings'],
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ready = promise;
    this.#worker.on('message', (message: RuntimeMessage) => {
      if (message.type === 'ready') resolve();
      else if (message.type === 'log') options.onLog(message.stream, message.line, message.invocationId);
      else this.#settle?.(message.result);
    });
    this.#worker.on('error', (error: NodeJS.ErrnoException) => this.#die(errorOf(error)));
    this.#worker.on('exit', (code) => {
      this.#die({
        errorType: 'Runtime.ExitError',
        errorMessage: `RequestId: unknown Error: Runtime exited with status ${code}`,
      });
      resolve();
    });
    // A cloud that is being left open must not be kept alive by idle environments alone.
    this.#worker.unref();
  }

  /** Whether it can take another invocation. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Runs one invocation. Never rejects: what goes wrong is the result. */
  async invoke(invocationId: string, payload: unknown): Promise<ExecutionResult> {
    const { promise, resolve } = Promise.withResolvers<ExecutionResult>();
    this.#settle = resolve;
    const timeoutMs = this.#configuration.timeoutSeconds * 1000;
    // The first invocation may also wait for initialization, which has a limit of its own.
    let timer = setTimeout(() => this.#timeOut(invocationId), initTimeoutMs + timeoutMs);
    this.#startTimer = () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#timeOut(invocationId), timeoutMs);
    };
    await this.#ready;
    if (this.#alive) {
      this.#startTimer();
      const request: RuntimeRequest = {
        invocationId,
        payload: JSON.stringify(payload),
        deadlineMs: Date.now() + timeoutMs,
      };
      this.#worker.postMessage(request);
    }
    const result = await promise;
    clearTimeout(timer);
    this.#settle = undefined;
    return result;
  }

  async terminate(): Promise<void> {
    this.#die({ errorType: 'Runtime.ExitError', errorMessage: 'The execution environment was shut down' });
    await this.#worker.terminate();
  }

  #timeOut(invocationId: string): void {
    const seconds = this.#configuration.timeoutSeconds.toFixed(2);
    this.#alive = false;
    this.#settle?.({
      outcome: 'timed-out',
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${invocationId} Error: Task timed out after ${seconds} seconds`,
      },
    });
    void this.#worker.terminate();
  }

  #die(error: FunctionError): void {
    this.#alive = false;
    this.#settle?.({ outcome: 'crashed', error });
  }
}

function errorOf(error: NodeJS.ErrnoException): FunctionError {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? {
        errorType: 'Runtime.OutOfMemory',
        errorMessage: 'RequestId: unknown Error: Runtime exited with error: signal: killed',
      }
    : { errorType: error.name, errorMessage: error.message };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function variablesOf(id: string, { configuration, code, endpoints }: Options): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...configuration.variables,
    _HANDLER: configuration.handler,
    AWS_REGION: account.region,
    AWS_DEFAULT_REGION: account.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: configuration.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMiB),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${configuration.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: id,
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    LAMBDA_TASK_ROOT: code.directory,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  };
}
