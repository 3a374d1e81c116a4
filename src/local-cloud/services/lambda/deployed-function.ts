import { randomUUID } from 'node:crypto';
import type {
  ExecutionResult,
  InvocationRequest,
  InvocationResult,
  ThrottleReason,
} from '../../kernel/contracts/invocation.ts';
import { DeployError } from '../../kernel/errors.ts';
import { armCrashes } from './crash-faults.ts';
import { EnvironmentPool } from './environment-pool.ts';
import type { Execution } from './execution-environment.ts';
import { type CodeLocation, placeInlineCode } from './function-code.ts';
import {
  defaultEventInvokeConfig,
  type EventInvokeConfig,
  type FunctionConfiguration,
} from './function-configuration.ts';
import type { FunctionSurroundings } from './function-surroundings.ts';
import { InvocationLog } from './invocation-log.ts';

/** The version that every function has, published or not. */
export const latest = '$LATEST';

/** A function as it is deployed, with its versions and aliases: its execution environments, and the one road to run them. */
export class DeployedFunction {
  readonly configuration: FunctionConfiguration;
  reservedConcurrency: number | undefined;
  readonly #service: FunctionSurroundings;
  #code: CodeLocation;
  readonly #pools = new Map<string, EnvironmentPool>();
  /** Of code that was replaced, while invocations may still run in them. */
  readonly #retired: EnvironmentPool[] = [];
  readonly #aliases = new Map<string, string>();
  readonly #eventInvokeConfigs = new Map<string, EventInvokeConfig>();
  readonly #provisioned = new Map<string, number>();
  #running = 0;
  /** As `#running`, those in provisioned concurrency included. */
  #executing = 0;
  #closed = false;

  constructor(configuration: FunctionConfiguration, service: FunctionSurroundings) {
    this.configuration = configuration;
    this.#service = service;
    this.#code =
      'inline' in configuration.code ? placeInlineCode(configuration.code.inline) : configuration.code;
    this.publish(latest);
  }

  /** Invocations that run now, of all versions, those in provisioned concurrency left out. */
  get running(): number {
    return this.#running;
  }

  /** Provisioned concurrency, of all versions together. */
  get provisionedConcurrency(): number {
    return [...this.#provisioned.values()].reduce((sum, each) => sum + each, 0);
  }

  get versions(): string[] {
    return [...this.#pools.keys()];
  }

  /** From now on there is this version: the same code and settings, in execution environments of its own. */
  publish(version: string): void {
    const { events, endpoints, elsewhere, initTimeoutSeconds } = this.#service;
    const resource = this.configuration.logicalId;
    this.#pools.set(
      version,
      new EnvironmentPool({
        configuration: this.configuration,
        version,
        directory: this.#code.directory,
        endpoints,
        elsewhere,
        trustedCertificate: () => this.#service.trustedCertificate,
        ownHostPort: () => this.#service.ownHostPort,
        initTimeoutSeconds,
        onLog: (stream, line, invocationId, logStream) => {
          events.emit({ type: 'log-line', resource, stream, line, invocationId });
          this.#service.logs.write({ group: this.configuration.logGroup, stream: logStream, message: line });
        },
      }),
    );
  }

  /** The unpublished version has this code from its next invocation on; what runs ends with the code that it began with. */
  replaceCode(code: CodeLocation): void {
    const before = this.#pools.get(latest);
    this.#code = code;
    this.publish(latest);
    if (!before) return;
    before.retire();
    this.#retired.push(before);
  }

  /**
   * Keeps that many environments of a version initialized from now on. Resolves when all are ready; throws a DeployError
   * when the version has some already, when the account or the function has not the concurrency, or when one fails.
   */
  async provision(version: string, count: number): Promise<void> {
    const { logicalId } = this.configuration;
    if (this.#provisioned.has(version))
      throw new DeployError(
        `Version ${version} of ${logicalId} has provisioned concurrency twice, of its own or by an alias.`,
        'Give it to the version or to one alias of it.',
      );
    const refusal = this.#service.limits.refusalToProvision(this, count);
    if (refusal)
      throw new DeployError(`${logicalId}: ${refusal}`, 'Provision less, or reserve more for the function.');
    this.#provisioned.set(version, count);
    const error = await this.#pools.get(version)?.provision(count);
    if (error)
      throw new DeployError(
        `${logicalId} does not initialize, so it cannot have provisioned concurrency: ${error.errorType}: ${error.errorMessage}`,
        'Mend the code outside the handler: it runs once in every environment.',
      );
  }

  setAlias(name: string, version: string): void {
    this.#aliases.set(name, version);
  }

  /** The version that a qualifier (version number, alias, nothing) means, or undefined when there is no such one. */
  versionOf(qualifier: string | undefined): string | undefined {
    const version = this.#aliases.get(qualifier ?? latest) ?? qualifier ?? latest;
    return this.#pools.has(version) ? version : undefined;
  }

  setEventInvokeConfig(qualifier: string, config: EventInvokeConfig): void {
    this.#eventInvokeConfigs.set(qualifier, config);
  }

  eventInvokeConfig(qualifier: string | undefined): EventInvokeConfig {
    return this.#eventInvokeConfigs.get(qualifier ?? latest) ?? defaultEventInvokeConfig;
  }

  /**
   * Invokes a version of the function and waits for its result: the one road, whoever triggers it.
   * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
   */
  async invoke(version: string, functionArn: string, request: InvocationRequest): Promise<InvocationResult> {
    const { events, faults, metrics } = this.#service;
    const resource = this.configuration.logicalId;
    const invocationId = request.invocationId ?? randomUUID();
    if (this.#closed || this.#service.region.isGone || faults.strike(resource, 'down', invocationId))
      return unavailable;
    const provisioned = this.#pools.get(version)?.hasProvisioned ?? false;
    const asynchronous = request.asynchronous ?? false;
    const reason = this.#refusal(invocationId, { asynchronous, provisioned });
    if (reason) {
      const { trigger, causes } = request;
      metrics.throttled({ name: this.configuration.name, version, arn: functionArn });
      events.emit({ type: 'invocation-throttled', resource, trigger, causes });
      return { outcome: 'throttled', reason };
    }
    const taken = provisioned ? 0 : 1;
    this.#running += taken;
    try {
      return await this.#run(version, {
        invocationId,
        request,
        execution: {
          invocationId,
          functionArn,
          payload: JSON.stringify(request.payload),
          clientContext: request.clientContext,
          anySize: asynchronous,
          faults: {
            delayMs: faults.strike(resource, 'slow', invocationId)?.milliseconds ?? 0,
            fail: faults.strike(resource, 'fail', invocationId) !== undefined,
          },
        },
      });
    } finally {
      this.#running -= taken;
    }
  }

  /** Ends every execution environment that there is, as when the Region goes; what runs in one ends as crashed. */
  async endEnvironments(): Promise<void> {
    await Promise.all([...this.#pools.values(), ...this.#retired].map((each) => each.end()));
  }

  /** Ends every execution environment for good; what runs in one ends as crashed. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#pools.values(), ...this.#retired].map((each) => each.close()));
  }

  #refusal(
    invocationId: string,
    how: { asynchronous: boolean; provisioned: boolean },
  ): ThrottleReason | undefined {
    const { faults, limits } = this.#service;
    if (faults.strike(this.configuration.logicalId, 'throttle', invocationId))
      return this.reservedConcurrency === undefined
        ? 'ConcurrentInvocationLimitExceeded'
        : 'ReservedFunctionConcurrentInvocationLimitExceeded';
    return limits.refusalToRun(this, how);
  }

  async #run(
    version: string,
    run: { invocationId: string; request: InvocationRequest; execution: Execution },
  ): Promise<ExecutionResult> {
    const { events, metrics } = this.#service;
    const { name, logicalId: resource } = this.configuration;
    const { invocationId, request, execution } = run;
    const { trigger, causes } = request;
    const pool = this.#pools.get(version) as EnvironmentPool;
    const { environment, coldStart } = pool.take();
    const environmentId = environment.id;
    this.#executing += 1;
    events.emit({
      type: 'invocation-started',
      resource,
      invocationId,
      trigger,
      causes,
      environmentId,
      coldStart,
    });
    const ended = metrics.started({ name, version, arn: execution.functionArn }, this.#executing);
    this.#service.callers.setInvocation(environmentId, { resource, invocationId });
    const disarm = armCrashes(this.#service, {
      resource,
      invocationId,
      crash: () => environment.terminate(),
    });
    const log = new InvocationLog(this.#service.logs, this.configuration, environment.logStreamName);
    log.started(invocationId, version);
    const result = await environment.invoke(execution);
    log.ended(invocationId, environment.durationMs, result);
    disarm();
    this.#service.callers.setInvocation(environmentId, undefined);
    pool.giveBack(environment);
    this.#executing -= 1;
    ended({ succeeded: result.outcome === 'succeeded', milliseconds: environment.durationMs });
    events.emit({ type: 'invocation-ended', resource, invocationId, outcome: result.outcome });
    return result;
  }
}

const unavailable: InvocationResult = {
  outcome: 'unavailable',
  error: {
    errorType: 'ServiceException',
    errorMessage: 'The AWS Lambda service encountered an internal error.',
  },
};
