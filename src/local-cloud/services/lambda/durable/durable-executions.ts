import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../kernel/clock.ts';
import type { InvocationRequest } from '../../../kernel/contracts/invocation.ts';
import type { EventStream } from '../../../kernel/events.ts';
import type { DeployedFunction } from '../deployed-function.ts';
import type { DurableConfiguration } from '../function-configuration.ts';
import { DurableExecution } from './durable-execution.ts';
import { DurableRefusal } from './durable-refusal.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_Execution.html */
const namePattern = /^[a-zA-Z0-9-_]{1,64}$/;

/** "Synchronous invocations are limited to 15 minutes." */
const longestSynchronousSeconds = 900;

interface Start {
  deployed: DeployedFunction;
  version: string;
  /** As the caller named it; undefined when without a qualifier. */
  qualifiedArn: string | undefined;
  request: InvocationRequest;
  /** The caller's name for it: the same name and payload is the same execution. */
  name: string | undefined;
}

/** The durable executions of one account: those that run, and those that are kept for their retention period. */
export class DurableExecutions {
  readonly #options: { clock: Clock; events: EventStream };
  readonly #byArn = new Map<string, DurableExecution>();

  constructor(options: { clock: Clock; events: EventStream }) {
    this.#options = options;
  }

  /**
   * Makes an execution, or finds the one of that name. It runs when its `run` is called. Throws a DurableRefusal.
   * https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-idempotency.html
   */
  start({ deployed, version, qualifiedArn, request, name }: Start): DurableExecution {
    const { arn, logicalId, durable } = deployed.configuration;
    const config = durable as DurableConfiguration;
    const refusal = refusalToInvoke(config, qualifiedArn, request);
    if (refusal) throw refusal;
    if (name !== undefined && !namePattern.test(name))
      throw new DurableRefusal(
        `DurableExecutionName is ${name}: it must be 1 to 64 letters, digits, hyphens or underscores.`,
        'ValidationException',
      );
    const payload = JSON.stringify(request.payload);
    const known = this.of(arn).find((each) => name !== undefined && each.name === name);
    if (known) {
      if (known.inputPayload === payload && known.version === version) return known;
      throw new DurableRefusal(
        `Execution already started: ${known.arn}`,
        'DurableExecutionAlreadyStartedException',
        409,
      );
    }
    const id = randomUUID();
    const called = name ?? randomUUID();
    const execution = new DurableExecution({
      arn: `${arn}:${version}/durable-execution/${called}/${id}`,
      id,
      name: called,
      logicalId,
      functionArn: qualifiedArn as string,
      version,
      request,
      config,
      invoke: (each) => deployed.invoke(version, qualifiedArn as string, each),
      ...this.#options,
    });
    this.#byArn.set(execution.arn, execution);
    return execution;
  }

  /** Throws a DurableRefusal when there is none, or none any more. */
  get(arn: string): DurableExecution {
    const found = this.#byArn.get(arn);
    if (found && !this.#isForgotten(found)) return found;
    throw new DurableRefusal(`Durable execution ${arn} does not exist.`, 'ResourceNotFoundException', 404);
  }

  /** Of one function, in the order in which they began. */
  of(functionArn: string): DurableExecution[] {
    return [...this.#byArn.values()].filter(
      (each) => each.arn.startsWith(`${functionArn}:`) && !this.#isForgotten(each),
    );
  }

  /** The execution in which a callback of this id waits. Throws a DurableRefusal when there is none. */
  awaiting(callbackId: string): DurableExecution {
    const found = [...this.#byArn.values()].find((each) => each.awaits(callbackId));
    if (!found)
      throw new DurableRefusal(
        `No callback ${callbackId} waits: it never did, it is completed, or it timed out.`,
        'CallbackTimeoutException',
      );
    return found;
  }

  #isForgotten({ endedAt, config }: DurableExecution): boolean {
    if (!endedAt) return false;
    return this.#options.clock.secondsSince(endedAt.getTime()) > config.retentionDays * 24 * 60 * 60;
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking.html */
export function refusalToInvoke(
  { executionTimeoutSeconds }: DurableConfiguration,
  qualifiedArn: string | undefined,
  { asynchronous = false }: { asynchronous?: boolean },
): DurableRefusal | undefined {
  if (qualifiedArn === undefined)
    return new DurableRefusal('You cannot invoke a durable function using an unqualified ARN.');
  if (!asynchronous && executionTimeoutSeconds > longestSynchronousSeconds)
    return new DurableRefusal(
      'You cannot synchronously invoke a durable function with an executionTimeout greater than 15 minutes.',
    );
  return undefined;
}
