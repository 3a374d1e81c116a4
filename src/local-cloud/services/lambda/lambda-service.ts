import type { Endpoints } from '../../cloud.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { EventTargets } from '../../kernel/contracts/event-target.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { CloudSettings } from '../../kernel/settings.ts';
import { ConcurrencyLimits } from './concurrency-limits.ts';
import { DeployedFunction } from './deployed-function.ts';
import { EventQueue } from './event-queue.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { LambdaFunction } from './lambda-function.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  faults: Faults;
  targets: EventTargets;
  settings: Pick<CloudSettings, 'accountConcurrency' | 'lambdaInitSeconds'>;
}

/** Lambda: the functions of one account, and the concurrency that they share. */
export class LambdaService {
  readonly events: EventStream;
  readonly faults: Faults;
  readonly limits: ConcurrencyLimits;
  readonly initTimeoutSeconds: number;
  /** Where handlers find the services; set before the first function is created. */
  endpoints: Endpoints = {
    sqs: '',
    sns: '',
    eventbridge: '',
    dynamodb: '',
    lambda: '',
    ssm: '',
    scheduler: '',
  };
  /** PEM of the certificate that the cloud's own https has, for handlers to trust; undefined when nothing here has one. */
  trustedCertificate: string | undefined;
  readonly #queue: EventQueue;
  readonly #byName = new Map<string, DeployedFunction>();
  /** Access key id of an execution environment → the invocation that runs in it now. */
  readonly #invocations = new Map<string, string>();

  constructor(options: Options) {
    this.events = options.events;
    this.faults = options.faults;
    this.limits = new ConcurrencyLimits(options.settings.accountConcurrency);
    this.initTimeoutSeconds = options.settings.lambdaInitSeconds;
    this.#queue = new EventQueue(options);
  }

  /** Throws a DeployError when the account has not the concurrency that the function reserves. */
  createFunction(configuration: FunctionConfiguration): DeployedFunction {
    const fn = new DeployedFunction(configuration, this);
    this.limits.add(fn);
    this.#byName.set(configuration.name, fn);
    const { reservedConcurrency } = configuration;
    if (reservedConcurrency !== undefined) {
      const refusal = this.limits.refusalToReserve(fn, reservedConcurrency);
      if (refusal)
        throw new DeployError(
          `${configuration.logicalId}: ${refusal}`,
          `Reserve less, or run with a higher accountConcurrency than ${this.limits.account}.`,
        );
      fn.reservedConcurrency = reservedConcurrency;
    }
    return fn;
  }

  get functions(): DeployedFunction[] {
    return [...this.#byName.values()];
  }

  /**
   * The function that a name or ARN means, with or without qualifier: `name`, `name:alias`, `arn:…:function:name:1`,
   * API Gateway's invocation URI. Throws a DeployError when there is none.
   */
  function(nameOrArn: string): LambdaFunction {
    const found = this.find(nameOrArn);
    if (!found)
      throw new DeployError(
        `There is no function ${nameOrArn}.`,
        'Refer to one of this stack with Ref or Fn::GetAtt.',
      );
    return found;
  }

  /** As `function`, but undefined when there is none. `qualifier` counts when the name carries none. */
  find(nameOrArn: string, qualifier?: string): LambdaFunction | undefined {
    const [, name = '', own] =
      /^(?:.*function:)?([^:/]+)(?::([^:/]+))?(?:\/invocations)?$/.exec(nameOrArn) ?? [];
    const deployed = this.#byName.get(name);
    const named = own ?? qualifier;
    if (deployed?.versionOf(named) === undefined) return undefined;
    return new LambdaFunction({ deployed, queue: this.#queue, qualifier: named });
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
