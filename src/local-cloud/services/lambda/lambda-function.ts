import type { EventTarget } from '../../kernel/contracts/event-target.ts';
import type { InvocationRequest, InvocationResult } from '../../kernel/contracts/invocation.ts';
import type { DeployedFunction } from './deployed-function.ts';
import type { EventQueue } from './event-queue.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

/** A function as a caller names it, with or without a version or alias. */
export class LambdaFunction {
  /** With the qualifier that the caller used, if any. */
  readonly arn: string;
  readonly #deployed: DeployedFunction;
  readonly #queue: EventQueue;
  readonly #qualifier: string | undefined;

  constructor(options: {
    deployed: DeployedFunction;
    queue: EventQueue;
    /** One that the function has. */
    qualifier: string | undefined;
  }) {
    this.#deployed = options.deployed;
    this.#queue = options.queue;
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

  /** Invokes it synchronously. */
  invoke(request: InvocationRequest): Promise<InvocationResult> {
    return this.#deployed.invoke(this.version, this.arn, request);
  }

  /** Hands an event over for asynchronous invocation; gives the id of all its attempts. */
  invokeAsync(request: Pick<InvocationRequest, 'trigger' | 'causes' | 'payload'>): string {
    return this.#queue.accept(this, this.#deployed.eventInvokeConfig(this.#qualifier), request);
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
