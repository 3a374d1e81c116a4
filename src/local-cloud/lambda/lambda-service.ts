import type { Endpoints } from '../cloud.ts';
import { DeployError } from '../cloud.ts';
import type { EventStream } from '../events.ts';
import { type FunctionConfiguration, LambdaFunction } from './lambda-function.ts';

/** Lambda: the functions of one account, and the concurrency that they share. */
export class LambdaService {
  readonly events: EventStream;
  readonly accountConcurrency: number;
  /** Where handlers find the other services; set before the first function is created. */
  endpoints: Endpoints = { sqs: '', sns: '', dynamodb: '' };
  readonly #byName = new Map<string, LambdaFunction>();
  /** Access key id of an execution environment → the invocation that runs in it now. */
  readonly #invocations = new Map<string, string>();

  constructor(options: { events: EventStream; accountConcurrency: number }) {
    this.events = options.events;
    this.accountConcurrency = options.accountConcurrency;
  }

  createFunction(configuration: FunctionConfiguration): LambdaFunction {
    const fn = new LambdaFunction(configuration, this);
    this.#byName.set(configuration.name, fn);
    return fn;
  }

  /** The function with this name or ARN (or API Gateway's invocation URI of it). */
  function(nameOrArn: string): LambdaFunction {
    const name = /function:([^:/]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
    const fn = this.#byName.get(name);
    if (!fn)
      throw new DeployError(
        `There is no function ${nameOrArn}.`,
        'Refer to one of this stack with Ref or Fn::GetAtt.',
      );
    return fn;
  }

  /** Whether one more execution fits: within the function's reserved concurrency, or else the unreserved pool. */
  hasConcurrencyFor(fn: LambdaFunction): boolean {
    if (fn.reservedConcurrency !== undefined) return fn.running < fn.reservedConcurrency;
    let running = 0;
    let reserved = 0;
    for (const each of this.#byName.values()) {
      if (each.reservedConcurrency === undefined) running += each.running;
      else reserved += each.reservedConcurrency;
    }
    return running < this.accountConcurrency - reserved;
  }

  /**
   * Each execution environment signs with credentials of its own, as on AWS; so a request's access key id tells
   * which invocation sent it. Undefined for callers from outside.
   */
  invocationOf(accessKeyId: string): string | undefined {
    return this.#invocations.get(accessKeyId);
  }

  setInvocation(accessKeyId: string, invocationId: string | undefined): void {
    if (invocationId === undefined) this.#invocations.delete(accessKeyId);
    else this.#invocations.set(accessKeyId, invocationId);
  }
}
