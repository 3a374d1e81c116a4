import { createHash, randomUUID } from 'node:crypto';
import type { ErrorObject, ExecutionStatus, Operation, OperationUpdate } from '@aws-sdk/client-lambda';
import type { DurableOperationStatus, ExecutionOutcome } from '../../../../content/event.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { InvocationRequest, InvocationResult } from '../../../kernel/contracts/invocation.ts';
import type { EventStream } from '../../../kernel/events.ts';
import type { DurableConfiguration } from '../function-configuration.ts';
import { DurableRefusal } from './durable-refusal.ts';
import { ExecutionHistory } from './execution-history.ts';
import { OperationLog } from './operation-log.ts';
import { pageOf } from './page-of.ts';

interface Options {
  /** `…:function:name:version/durable-execution/<name>/<id>` */
  arn: string;
  id: string;
  name: string;
  logicalId: string;
  /** Of the function, with the qualifier that the caller used. */
  functionArn: string;
  /** `$LATEST` or a number; all invocations run the same. */
  version: string;
  request: InvocationRequest;
  config: DurableConfiguration;
  invoke(request: InvocationRequest): Promise<InvocationResult>;
  clock: Clock;
  events: EventStream;
}

/** What a durable handler answers. https://docs.aws.amazon.com/lambda/latest/dg/durable-basic-concepts.html */
interface InvocationOutput {
  Status?: unknown;
  Result?: string;
  Error?: ErrorObject;
}

/** How many operations go along with an invocation; the handler fetches the rest. */
const operationsInEnvelope = 1_000;

/**
 * Seconds of AWS's time before an invocation that crashed, timed out or was throttled is made again. AWS says that it
 * retries, and not how fast or how often; here the execution's timeout ends it.
 */
const backOffSeconds = { first: 1, longest: 60 };

/**
 * One durable execution: it is invoked, invoked again whenever something it waits for is there or its environment died,
 * and each time given what its operations came to.
 * https://docs.aws.amazon.com/lambda/latest/dg/durable-basic-concepts.html
 */
export class DurableExecution {
  readonly startedAt = new Date();
  readonly inputPayload: string;
  readonly history: ExecutionHistory;
  status: ExecutionStatus = 'RUNNING';
  endedAt: Date | undefined;
  result: string | undefined;
  error: ErrorObject | undefined;
  readonly #options: Options;
  readonly #operations: OperationLog;
  readonly #ended = new AbortController();
  readonly #whenEnded: Promise<undefined>;
  readonly #answers = new Map<string, CheckpointAnswer>();
  #token = '';
  #wake: () => void = () => {};
  #running: Promise<InvocationResult> | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.inputPayload = JSON.stringify(options.request.payload);
    this.history = new ExecutionHistory(options);
    this.history.begin(this.inputPayload, options.config.executionTimeoutSeconds);
    this.#operations = new OperationLog((seconds) => options.clock.machineTimeIn(seconds));
    const { signal } = this.#ended;
    this.#whenEnded = new Promise((resolve) =>
      signal.addEventListener('abort', () => resolve(undefined), { once: true }),
    );
  }

  get arn(): string {
    return this.#options.arn;
  }

  get id(): string {
    return this.#options.id;
  }

  /** Whether nobody has run it yet. */
  get isNew(): boolean {
    return this.#running === undefined;
  }

  get name(): string {
    return this.#options.name;
  }

  get functionArn(): string {
    return this.#options.functionArn;
  }

  get version(): string {
    return this.#options.version;
  }

  get config(): DurableConfiguration {
    return this.#options.config;
  }

  /** Runs it to its end, once; whoever asks again gets the same end. */
  run(): Promise<InvocationResult> {
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Takes what the handler has done, and tells what it has not seen. Throws a DurableRefusal. */
  checkpoint(call: {
    token: string;
    updates: readonly OperationUpdate[];
    /** The same token gets the same answer. */
    clientToken: string | undefined;
    invocationId: string | undefined;
  }): CheckpointAnswer {
    const { token, updates, clientToken, invocationId } = call;
    const known = clientToken === undefined ? undefined : this.#answers.get(clientToken);
    if (known) return known;
    this.#check(token);
    const ending = updates.find(({ Type }) => Type === 'EXECUTION');
    const rest = updates.filter(({ Type }) => Type !== 'EXECUTION');
    this.#tell(this.#operations.apply(rest), invocationId);
    this.#tell(this.#operations.passTime());
    if (ending) this.#endByCheckpoint(ending);
    this.#token = newToken();
    const answer = { token: this.#token, operations: this.#operations.takeUnseen() };
    if (clientToken !== undefined) this.#answers.set(clientToken, answer);
    return answer;
  }

  /** A page of what the handler needs to replay. Throws a DurableRefusal. */
  state(call: { token: string; marker: string | undefined; maxItems: number }) {
    this.#check(call.token);
    return pageOf([this.#asOperation(), ...this.#operations.forReplay()], call.marker, call.maxItems);
  }

  /** Ends it from outside; one that has ended stays as it is. */
  stop(error: ErrorObject | undefined): void {
    this.#end('STOPPED', { error: error ?? {} });
  }

  /** Whether a callback of this id waits here. */
  awaits(callbackId: string): boolean {
    return this.status === 'RUNNING' && this.#operations.findCallback(callbackId) !== undefined;
  }

  /** Completes a callback that it awaits. */
  completeCallback(
    callbackId: string,
    how: { result?: string | undefined; error?: ErrorObject | undefined },
  ): void {
    const operation = this.#operations.findCallback(callbackId);
    if (!operation) return;
    this.#tell([this.#operations.end(operation, how)]);
    this.#wake();
  }

  /** A callback that it awaits is still being worked on. */
  beat(callbackId: string): void {
    const operation = this.#operations.findCallback(callbackId);
    if (operation) this.#operations.beat(operation);
  }

  async #run(): Promise<InvocationResult> {
    const { events, logicalId: resource, id: executionId, name, request, clock, config } = this.#options;
    events.emit({ type: 'execution-started', resource, executionId, name, causes: request.causes });
    void clock.wait(config.executionTimeoutSeconds, this.#ended.signal).then((waited) => {
      // The cloud closes: nothing goes on.
      if (!waited) this.#ended.abort();
      else
        this.#end('TIMED_OUT', {
          error: { ErrorMessage: `Execution timed out after ${config.executionTimeoutSeconds} seconds.` },
        });
    });
    await this.#invokeUntilEnded();
    if (this.status === 'SUCCEEDED')
      return { outcome: 'succeeded', payload: this.result === undefined ? null : JSON.parse(this.result) };
    return {
      outcome: this.status === 'TIMED_OUT' ? 'timed-out' : 'failed',
      error: {
        errorType: this.error?.ErrorType ?? 'Error',
        errorMessage: this.error?.ErrorMessage ?? '',
        ...(this.error?.StackTrace && { trace: this.error.StackTrace }),
      },
    };
  }

  async #invokeUntilEnded(): Promise<void> {
    let backOff = backOffSeconds.first;
    for (let first = true; this.status === 'RUNNING'; first = false) {
      const { request, invoke } = this.#options;
      const invocationId = (first ? request.invocationId : undefined) ?? randomUUID();
      const startedAt = new Date();
      const result = await Promise.race([
        invoke({ ...request, invocationId, payload: this.#envelope(first) }),
        this.#whenEnded,
      ]);
      // From here on what is left of the invocation can change nothing.
      this.#token = '';
      if (!result || this.status !== 'RUNNING') return;
      this.history.invoked(invocationId, startedAt, errorOf(result));
      if (result.outcome === 'succeeded') {
        backOff = backOffSeconds.first;
        if (!(await this.#goOn(result.payload))) return;
      } else {
        if (!(await this.#options.clock.wait(backOff, this.#ended.signal))) return;
        backOff = Math.min(backOff * 2, backOffSeconds.longest);
      }
    }
  }

  /** What the handler's answer means; whether to invoke it again. */
  async #goOn(output: unknown): Promise<boolean> {
    const { Status, Result, Error: error } = (output ?? {}) as InvocationOutput;
    switch (Status) {
      case 'SUCCEEDED':
        this.#end('SUCCEEDED', { result: Result });
        return false;
      case 'FAILED':
        this.#end('FAILED', { error: error ?? {} });
        return false;
      case 'PENDING':
        return this.#untilSomethingChanges();
      default:
        this.#end('FAILED', { error: { ErrorMessage: 'Invalid Status in invocation output.' } });
        return false;
    }
  }

  /** Waits for a wait, a retry or a callback. False when the execution or the cloud ended meanwhile. */
  async #untilSomethingChanges(): Promise<boolean> {
    for (;;) {
      this.#tell(this.#operations.passTime());
      if (this.#operations.hasUnseen) return true;
      if (!this.#operations.isWaiting) {
        this.#end('FAILED', {
          error: { ErrorMessage: 'Cannot return PENDING status with no pending operations.' },
        });
        return false;
      }
      const woken = new Promise<boolean>((resolve) => {
        this.#wake = () => resolve(true);
      });
      const { clock } = this.#options;
      const due = this.#operations.nextDue;
      const waits = [woken, this.#whenEnded.then(() => false)];
      if (due !== undefined)
        waits.push(clock.wait(Math.max(0, -clock.secondsSince(due)), this.#ended.signal));
      if (!(await Promise.race(waits))) return false;
    }
  }

  #envelope(first: boolean): object {
    this.#token = newToken();
    const unseen = this.#operations.takeUnseen();
    const { items, nextMarker } = pageOf(
      [this.#asOperation(), ...this.#operations.forReplay()],
      undefined,
      operationsInEnvelope,
    );
    return {
      DurableExecutionArn: this.arn,
      CheckpointToken: this.#token,
      InitialExecutionState: { Operations: items, NextMarker: nextMarker ?? '' },
      ...(!first && { UpdatedOperationIds: unseen.map(({ Id }) => Id) }),
    };
  }

  /** The execution itself is the first of its operations. */
  #asOperation(): Operation {
    return {
      Id: this.#options.id,
      Name: this.name,
      Type: 'EXECUTION',
      StartTimestamp: this.startedAt,
      Status: 'STARTED',
      ExecutionDetails: { InputPayload: this.inputPayload },
    };
  }

  #check(token: string): void {
    if (this.status !== 'RUNNING')
      throw new DurableRefusal(`Invalid Checkpoint Token: the execution is ${this.status}.`);
    if (token === '' || token !== this.#token)
      throw new DurableRefusal(
        'Invalid Checkpoint Token: it has been used, or another invocation has begun.',
      );
  }

  /** A result too large for the handler's answer comes by checkpoint. */
  #endByCheckpoint({ Action, Payload, Error: error }: OperationUpdate): void {
    if (Action === 'SUCCEED') this.#end('SUCCEEDED', { result: Payload });
    else if (Action === 'FAIL') this.#end('FAILED', { error: error ?? {} });
    else throw new DurableRefusal(`An operation of type EXECUTION has no action ${Action}.`);
  }

  #end(
    status: Exclude<ExecutionStatus, 'RUNNING'>,
    how: { result?: string | undefined; error?: ErrorObject },
  ): void {
    if (this.status !== 'RUNNING') return;
    this.status = status;
    this.endedAt = new Date();
    this.result = how.result;
    this.error = how.error;
    this.history.end(status, how);
    const { events, logicalId: resource, id: executionId } = this.#options;
    events.emit({
      type: 'execution-ended',
      resource,
      executionId,
      outcome: nameOf<ExecutionOutcome>(status),
    });
    this.#ended.abort();
  }

  #tell(operations: readonly Operation[], invocationId?: string): void {
    const { events, logicalId: resource, id: executionId } = this.#options;
    for (const operation of operations) {
      this.history.operation(operation);
      const { Id, Name, Type, Status } = operation;
      events.emit({
        type: 'operation-updated',
        resource,
        executionId,
        operationId: Id as string,
        ...(Name !== undefined && { name: Name }),
        kind: String(Type).toLowerCase() as 'step',
        status: nameOf<DurableOperationStatus>(Status as string),
        ...(invocationId !== undefined && { invocationId }),
      });
    }
  }
}

export interface CheckpointAnswer {
  token: string;
  operations: Operation[];
}

/** Why an invocation did not give an answer; undefined when it did. */
function errorOf(result: InvocationResult): ErrorObject | undefined {
  if (result.outcome === 'succeeded') return undefined;
  if (result.outcome === 'throttled') return { ErrorType: 'TooManyRequestsException' };
  return { ErrorType: result.error.errorType, ErrorMessage: result.error.errorMessage };
}

/** `TIMED_OUT` → `timed-out` */
const nameOf = <Name extends string>(status: string) => status.toLowerCase().replace('_', '-') as Name;

/** AWS's pattern: `[A-Za-z0-9+/]+={0,2}` */
const newToken = (): string => createHash('sha256').update(randomUUID()).digest('base64');
