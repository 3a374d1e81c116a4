import type { Callers } from '../../kernel/callers.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Faults } from '../../kernel/faults.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { LogLines } from '../../kernel/log-lines.ts';
import type { Region } from '../../kernel/region.ts';
import { ConcurrencyLimits } from './concurrency-limits.ts';
import { DeployedFunction } from './deployed-function.ts';
import { DurableExecutions, refusalToInvoke } from './durable/durable-executions.ts';
import { EventQueue } from './event-queue.ts';
import type { EventSourceMapping } from './event-sources/event-source-mapping.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { FunctionMetrics } from './function-metrics.ts';
import type { FunctionSurroundings } from './function-surroundings.ts';
import { LambdaFunction } from './lambda-function.ts';
import type { LambdaSettings } from './settings.ts';

/** Lambda: the functions of one account, and the concurrency that they share. */
export class LambdaService implements FunctionSurroundings {
  readonly region: Region;
  readonly events: EventStream;
  readonly faults: Faults;
  readonly metrics: FunctionMetrics;
  readonly logs: LogLines;
  readonly limits: ConcurrencyLimits;
  readonly initTimeoutSeconds: number;
  readonly pollerBackOffMs: number;
  readonly executions: DurableExecutions;
  /** Its event source mappings by UUID. */
  readonly mappings = new Map<string, EventSourceMapping>();
  readonly #kernel: Kernel;
  readonly #queue: EventQueue;
  readonly #byName = new Map<string, DeployedFunction>();

  constructor(kernel: Kernel, settings: LambdaSettings) {
    this.#kernel = kernel;
    this.region = kernel.region;
    this.events = kernel.events;
    this.faults = kernel.faults;
    this.logs = kernel.logs;
    this.metrics = new FunctionMetrics(kernel.metrics, kernel.settings.timeScale);
    this.limits = new ConcurrencyLimits(settings);
    this.initTimeoutSeconds = settings.lambdaInitSeconds;
    this.pollerBackOffMs = settings.pollerBackOffMs;
    this.executions = new DurableExecutions(kernel);
    const { events, clock, targets, faults } = kernel;
    this.#queue = new EventQueue({ events, clock, targets, faults, metrics: this.metrics });
    this.region.watch((isGone) => {
      if (isGone) for (const each of this.functions) void each.endEnvironments();
    });
    events.subscribe((event) => {
      if (event.type !== 'records-read') return;
      const name = this.functions.find(({ configuration }) => configuration.logicalId === event.resource);
      if (name) this.metrics.iteratorAge(name.configuration.name, event.iteratorAgeMs);
    });
  }

  /** Where handlers find the services, by name. */
  get endpoints(): Readonly<Record<string, string>> {
    return this.#kernel.endpoints;
  }

  /** Where handlers find what is not emulated. */
  get elsewhere(): string {
    return this.#kernel.elsewhere;
  }

  /** PEM of a certificate that handlers are to trust; undefined when nothing here has one. */
  get trustedCertificate(): string | undefined {
    return this.#kernel.trustedCertificate;
  }

  get ownHostPort(): number | undefined {
    return this.#kernel.ownHostPort;
  }

  /** Which invocation calls with which credentials. */
  get callers(): Callers {
    return this.#kernel.callers;
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

  /** Forgets a function that was closed: its name and the concurrency that it had are free again. */
  removeFunction(name: string): void {
    const fn = this.#byName.get(name);
    if (fn) this.limits.remove(fn);
    this.#byName.delete(name);
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

  /**
   * As `function`, for whoever invokes it: a durable function has to be named with a version or alias, and only for a
   * short one does a caller wait. Throws a DeployError.
   */
  invocable(nameOrArn: string, how: { asynchronous: boolean }): LambdaFunction {
    const fn = this.function(nameOrArn);
    const { durable } = fn.configuration;
    const refusal = durable && refusalToInvoke(durable, fn.qualifiedArn, how);
    if (refusal)
      throw new DeployError(
        `${nameOrArn} cannot be invoked so: ${refusal.message}`,
        'Name a version or an alias of the durable function, and let nobody wait for one that may take longer.',
      );
    return fn;
  }

  /** As `function`, but undefined when there is none. `qualifier` counts when the name carries none. */
  find(nameOrArn: string, qualifier?: string): LambdaFunction | undefined {
    const [, name = '', own] =
      /^(?:.*function:)?([^:/]+)(?::([^:/]+))?(?:\/invocations)?$/.exec(nameOrArn) ?? [];
    const deployed = this.#byName.get(name);
    const named = own ?? qualifier;
    if (deployed?.versionOf(named) === undefined) return undefined;
    return new LambdaFunction({
      deployed,
      queue: this.#queue,
      executions: this.executions,
      qualifier: named,
    });
  }
}
