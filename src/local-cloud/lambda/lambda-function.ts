import { randomUUID } from 'node:crypto';
import { ExecutionEnvironment } from './execution-environment.ts';
import { type CodeLocation, placeInlineCode } from './function-code.ts';
import type { InvocationRequest, InvocationResult } from './invocation.ts';
import type { LambdaService } from './lambda-service.ts';

/** A function's settings, as its resource gives them. */
export interface FunctionConfiguration {
  logicalId: string;
  name: string;
  arn: string;
  /** `nodejs24.x` */
  runtime: string;
  /** `file.export` */
  handler: string;
  code: { inline: string } | CodeLocation;
  memoryMiB: number;
  timeoutSeconds: number;
  reservedConcurrency: number | undefined;
  variables: Record<string, string>;
}

/** One Lambda function: its execution environments, and the one road by which it is invoked. */
export class LambdaFunction {
  readonly configuration: FunctionConfiguration;
  readonly #service: LambdaService;
  readonly #code: CodeLocation;
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #all = new Set<ExecutionEnvironment>();
  #running = 0;
  #closed = false;

  constructor(configuration: FunctionConfiguration, service: LambdaService) {
    this.configuration = configuration;
    this.#service = service;
    this.#code =
      'inline' in configuration.code ? placeInlineCode(configuration.code.inline) : configuration.code;
  }

  get logicalId(): string {
    return this.configuration.logicalId;
  }

  get reservedConcurrency(): number | undefined {
    return this.configuration.reservedConcurrency;
  }

  /** Invocations that run now. */
  get running(): number {
    return this.#running;
  }

  /**
   * Invokes the function and waits for its result. An execution environment runs one invocation at a time;
   * the most recently used idle one is taken first, and a new one started when none is idle.
   * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
   */
  async invoke(request: InvocationRequest): Promise<InvocationResult> {
    const { events } = this.#service;
    const { trigger, causes } = request;
    if (this.#closed || !this.#service.hasConcurrencyFor(this)) {
      events.emit({ type: 'invocation-throttled', resource: this.logicalId, trigger, causes });
      return { outcome: 'throttled' };
    }
    this.#running += 1;
    const warm = this.#idle.pop();
    const environment = warm ?? this.#startEnvironment();
    const invocationId = randomUUID();
    events.emit({
      type: 'invocation-started',
      resource: this.logicalId,
      invocationId,
      trigger,
      causes,
      environmentId: environment.id,
      coldStart: warm === undefined,
    });
    this.#service.setInvocation(environment.id, invocationId);
    try {
      const result = await environment.invoke(invocationId, request.payload);
      events.emit({
        type: 'invocation-ended',
        resource: this.logicalId,
        invocationId,
        outcome: result.outcome,
      });
      return result;
    } finally {
      this.#running -= 1;
      this.#service.setInvocation(environment.id, undefined);
      // One that timed out or crashed is gone; the next invocation starts afresh.
      if (environment.alive) this.#idle.push(environment);
      else this.#all.delete(environment);
    }
  }

  #startEnvironment(): ExecutionEnvironment {
    const { events, endpoints } = this.#service;
    const environment = new ExecutionEnvironment({
      configuration: this.configuration,
      code: this.#code,
      endpoints,
      onLog: (stream, line, invocationId) =>
        events.emit({ type: 'log-line', resource: this.logicalId, stream, line, invocationId }),
    });
    this.#all.add(environment);
    return environment;
  }

  /** Ends every execution environment; what runs in one ends as crashed. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map((each) => each.terminate()));
  }
}
