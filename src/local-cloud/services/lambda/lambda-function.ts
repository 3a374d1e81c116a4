import type { EventTarget } from '../../kernel/contracts/event-target.ts';
import type { InvocationRequest, InvocationResult } from '../../kernel/contracts/invocation.ts';
import type { DeployedFunction } from './deployed-function.ts';
import type { DurableExecution } from './durable/durable-execution.ts';
import type { DurableExecutions } from './durable/durable-executions.ts';
import type { EventQueue } from './event-queue.ts';
import { defaultEventInvokeConfig, type FunctionConfiguration } from './function-configuration.ts';

/** A function as a caller names it, with or without a version or alias. */
export class LambdaFunction {
  /** With the qualifier that the caller used, if any. */
  readonly arn: string;
  readonly #deployed: DeployedFunction;
  readonly #queue: EventQueue;
  readonly #executions: DurableExecutions;
  readonly #qualifier: string | undefined;

  constructor(options: {
    deployed: DeployedFunction;
    queue: EventQueue;
    executions: DurableExecutions;
    /** One that the function has. */
    qualifier: string | undefined;
  }) {
    this.#deployed = options.deployed;
    this.#queue = options.queue;
    this.#executions = options.executions;
    this.#qualifier = options.qualifier;
    const { arn } = this.configuration;
    this.arn = this.#qualifier === undefined ? arn : `${arn}:${this.#qualifier}`;
  }

  get logicalId(): string {
    return this.configuration.logicalId;
  }

  get configuration(): FunctionConfiguration {
    return this.#deployed.configuration;
  }

  get deployed(): DeployedFunction {
    return this.#deployed;
  }

  /** The version that runs: `$LATEST` or a number. */
  get version(): string {
    return this.#deployed.versionOf(this.#qualifier) as string;
  }

  /** Undefined when the caller used no qualifier. */
  get qualifiedArn(): string | undefined {
    return this.#qualifier === undefined ? undefined : this.arn;
  }

  get isDurable(): boolean {
    return this.configuration.durable !== undefined;
  }

  /**
   * Invokes it synchronously; a durable function until its execution ends, all its invocations and waits. Rejects with a
   * DurableRefusal.
   */
  async invoke(request: InvocationRequest): Promise<InvocationResult> {
    if (this.isDurable) return this.startExecution(request).run();
    return this.#deployed.invoke(this.version, this.arn, request);
  }

  /** Hands an event over for asynchronous invocation; gives the id of all its attempts. Throws a DurableRefusal. */
  invokeAsync(request: Pick<InvocationRequest, 'trigger' | 'causes' | 'payload'>): string {
    if (this.isDurable) return this.invokeExecutionAsync(request).eventId;
    return this.#queue.accept(this, this.#deployed.eventInvokeConfig(this.#qualifier), request);
  }

  /** Makes a durable execution, or finds the one of that name; its `run` runs it. Throws a DurableRefusal. */
  startExecution(request: InvocationRequest, name?: string): DurableExecution {
    return this.#executions.start({
      deployed: this.#deployed,
      version: this.version,
      qualifiedArn: this.qualifiedArn,
      request,
      name,
    });
  }

  /** Starts a durable execution, unless the one of that name has been, without waiting for it. Throws a DurableRefusal. */
  invokeExecutionAsync(
    request: Pick<InvocationRequest, 'trigger' | 'causes' | 'payload'>,
    name?: string,
  ): { execution: DurableExecution; eventId: string } {
    const execution = this.startExecution({ ...request, asynchronous: true }, name);
    // The execution retries by itself; the queue only hands what failed to the dead-letter queue.
    const queued = {
      logicalId: this.logicalId,
      configuration: this.configuration,
      version: this.version,
      deployed: this.#deployed,
      invoke: () => execution.run(),
    };
    const eventId = execution.isNew
      ? this.#queue.accept(queued, { ...defaultEventInvokeConfig, maximumRetryAttempts: 0 }, request)
      : execution.id;
    return { execution, eventId };
  }

  /** As the target of another service's events: they are invoked asynchronously. */
  asTarget(): EventTarget {
    return {
      logicalId: this.logicalId,
      deliver: async ({ trigger, causes, payload }) => {
        this.invokeAsync({ trigger, causes, payload });
      },
    };
  }
}
