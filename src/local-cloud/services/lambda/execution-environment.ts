import { randomBytes } from 'node:crypto';
import type { ExecutionResult, FunctionError } from '../../kernel/contracts/invocation.ts';
import { sweep } from '../../kernel/processes/guardian.ts';
import { Turns } from '../../kernel/turns.ts';
import { environmentVariables, type InitializationType } from './environment-variables.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { type PhaseResult, type RuntimeCall, RuntimeProcess } from './runtime-process.ts';

/** "Response payload size exceeded maximum allowed payload size (6291556 bytes)", for synchronous invocations. */
const maxResponseBytes = 6_291_556;

interface Options {
  configuration: FunctionConfiguration;
  /** `$LATEST` or a number. */
  version: string;
  directory: string;
  initializationType: InitializationType;
  /** Addresses of the service APIs, by service. */
  endpoints: Readonly<Record<string, string>>;
  /** Address that answers for every service without an endpoint. */
  elsewhere: string;
  /** PEM of a certificate that the runtime trusts, when there is one by the time it starts. */
  trustedCertificate(): string | undefined;
  /** Port of the cloud's own https name, when there is one by the time the runtime starts. */
  ownHostPort(): number | undefined;
  /** Seconds that a function may take to initialize before its first invocation. */
  initTimeoutSeconds: number;
  /** `logStream`: its stream in the function's log group. */
  onLog(output: 'stdout' | 'stderr', line: string, invocationId: string | undefined, logStream: string): void;
}

/**
 * Starting a process holds up the cloud's one thread until the system has copied the tables of its memory, which takes
 * milliseconds: of many environments that start together, one does in each turn of the event loop.
 * https://github.com/nodejs/node/issues/14917
 */
const starts = new Turns();

/** One invocation, as an environment runs it. */
export interface Execution extends Omit<RuntimeCall, 'deadlineMs'> {
  /** Whether the response may be longer than a synchronous caller can get. */
  anySize: boolean;
}

/**
 * One execution environment: a process with its own variables and memory, running one invocation at a time.
 * It is spent when the function times out, exits or fills its memory; the next invocation gets a new one.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class ExecutionEnvironment {
  /** Also the access key id that the environment's SDK clients sign with. */
  readonly id = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
  /** In the function's log group. */
  readonly logStreamName: string;
  readonly #options: Options;
  /** How long its last invocation ran, the initialization left out. */
  durationMs = 0;
  #runtime: RuntimeProcess | undefined;
  #initialized = false;
  #spent = false;

  constructor(options: Options) {
    this.#options = options;
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
    this.logStreamName = `${day}/[${options.version}]${this.id}`;
  }

  /** Whether it can take another invocation. */
  get alive(): boolean {
    return !this.#spent && (this.#runtime?.alive ?? true);
  }

  get provisioned(): boolean {
    return this.#options.initializationType === 'provisioned-concurrency';
  }

  /**
   * Runs the static code ahead of any invocation; gives the error when that fails. "The time limit is 130 seconds or the
   * configured function timeout (maximum 900 seconds), whichever is higher."
   */
  async initialize(): Promise<FunctionError | undefined> {
    const limitSeconds = Math.max(130, this.#options.configuration.timeoutSeconds);
    await this.#start();
    const ended = await this.#initialize(limitSeconds * 1000);
    if (ended.ended === 'ready') return undefined;
    await this.terminate();
    return 'error' in ended
      ? ended.error
      : { errorType: 'Sandbox.Timedout', errorMessage: `Initialization took longer than ${limitSeconds} s.` };
  }

  /** Runs one invocation. Never rejects: what goes wrong is the result. */
  async invoke(execution: Execution): Promise<ExecutionResult> {
    const { anySize, ...request } = execution;
    const timeoutMs = this.#options.configuration.timeoutSeconds * 1000;
    let deadlineMs: number | undefined;
    if (!this.#initialized) {
      await this.#start();
      const first = await this.#initialize(this.#options.initTimeoutSeconds * 1000);
      if (first.ended !== 'ready') {
        // "Lambda retries the Init phase at the time of the first function invocation with the configured timeout."
        await this.#start();
        const begunAt = performance.now();
        deadlineMs = Date.now() + timeoutMs;
        const second = await this.#initialize(timeoutMs, request.invocationId);
        this.durationMs = performance.now() - begunAt;
        if (second.ended !== 'ready') return this.#resultOf(second, request.invocationId, anySize);
      }
    }
    const begunAt = performance.now();
    deadlineMs ??= Date.now() + timeoutMs;
    const ended = await this.#runtime?.run({ ...request, deadlineMs }, deadlineMs - Date.now());
    this.durationMs = performance.now() - begunAt;
    return this.#resultOf(ended ?? killed(request.invocationId), request.invocationId, anySize);
  }

  /** Ends it at once; what runs in it ends as crashed. */
  async terminate(): Promise<void> {
    this.#spent = true;
    await this.#runtime?.kill();
    await sweep(this.id);
  }

  /** Starts the runtime when it is its turn, unless the environment has been ended by then. */
  async #start(): Promise<void> {
    await starts.next();
    if (!this.#spent) this.#runtime = this.#newRuntime();
  }

  async #initialize(limitMs: number, invocationId = ''): Promise<PhaseResult> {
    if (this.#spent || !this.#runtime) return killed(invocationId);
    const result = await this.#runtime.initialize(limitMs);
    this.#initialized = result.ended === 'ready';
    return result;
  }

  #resultOf(ended: PhaseResult, invocationId: string, anySize: boolean): ExecutionResult {
    switch (ended.ended) {
      case 'succeeded': {
        if (!anySize && Buffer.byteLength(ended.json) > maxResponseBytes) return tooLarge;
        return { outcome: 'succeeded', payload: JSON.parse(ended.json) };
      }
      case 'failed':
        return { outcome: 'failed', error: ended.error };
      case 'crashed': {
        const { errorType, errorMessage } = ended.error;
        if (endsOfRuntime.has(errorType)) {
          this.#log('stderr', errorMessage, invocationId);
          this.#log('stderr', errorType, invocationId);
        }
        void sweep(this.id);
        return { outcome: 'crashed', error: ended.error };
      }
      default: {
        this.#spent = true;
        const error = this.#timeoutError(invocationId);
        this.#log('stderr', lineOfTimeout(error), invocationId);
        void sweep(this.id);
        return { outcome: 'timed-out', error };
      }
    }
  }

  #log(output: 'stdout' | 'stderr', line: string, invocationId: string | undefined): void {
    this.#options.onLog(output, line, invocationId, this.logStreamName);
  }

  #timeoutError(invocationId: string): FunctionError {
    const seconds = this.#options.configuration.timeoutSeconds.toFixed(2);
    return {
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${invocationId} Error: Task timed out after ${seconds} seconds`,
    };
  }

  #newRuntime(): RuntimeProcess {
    const { configuration, version, initializationType, directory, endpoints, elsewhere } = this.#options;
    const { logStreamName } = this;
    return new RuntimeProcess({
      runtime: {
        directory,
        handler: configuration.handler,
        functionName: configuration.name,
        functionVersion: version,
        memoryMiB: configuration.memoryMiB,
        nodeMajor: Number(/\d+/.exec(configuration.runtime)?.[0]),
        logGroupName: configuration.logGroup,
        logStreamName,
        trustedCertificate: this.#options.trustedCertificate(),
        ownHostPort: this.#options.ownHostPort(),
      },
      variables: environmentVariables({
        configuration,
        version,
        initializationType,
        directory,
        accessKeyId: this.id,
        logStreamName,
        endpoints,
        elsewhere,
      }),
      onLog: (output, line, invocationId) => this.#log(output, line, invocationId),
    });
  }
}

/** How what is asked of an environment ends that has been ended before. */
const killed = (invocationId: string): PhaseResult => ({
  ended: 'crashed',
  error: {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${invocationId} Error: Runtime exited with error: signal: killed`,
  },
});

/** Errors that Lambda, not the runtime, writes to the log. */
const endsOfRuntime = new Set(['Runtime.ExitError', 'Runtime.OutOfMemory']);

/** `2026-11-29T03:00:00.000Z 5c0e… Task timed out after 3.00 seconds` */
const lineOfTimeout = ({ errorMessage }: FunctionError): string =>
  errorMessage.replace(/^RequestId: (\S+) Error:/, `${new Date().toISOString()} $1`);

const tooLarge: ExecutionResult = {
  outcome: 'failed',
  error: {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
  },
};
