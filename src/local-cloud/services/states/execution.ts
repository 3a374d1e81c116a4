import { randomUUID } from 'node:crypto';
import type { ExecutionOutcome } from '../../../content/event.ts';
import { executionLog } from './execution-log.ts';
import { ExecutionMetrics } from './execution-metrics.ts';
import { Aborted, StateFailure } from './failure.ts';
import { History, HistoryThread } from './history.ts';
import { limits } from './limits.ts';
import { runWorkflow } from './run-workflow.ts';
import { Scope } from './scope.ts';
import type { StateMachine } from './state-machine.ts';
import type { Surroundings } from './surroundings.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

const outcomes: Record<Exclude<ExecutionStatus, 'RUNNING'>, ExecutionOutcome> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
  ABORTED: 'stopped',
};

export interface ExecutionOptions {
  machine: StateMachine;
  arn: string;
  name: string;
  /** JSON text. */
  input: string;
  traceHeader?: string | undefined;
  causes: string[];
  surroundings: Surroundings;
}

/** Why an execution is to end before its states do. */
interface Ending {
  status: 'TIMED_OUT' | 'ABORTED';
  error?: string;
  cause?: string;
}

/** One run of a state machine. */
export class Execution {
  readonly machine: StateMachine;
  readonly arn: string;
  readonly name: string;
  readonly input: string;
  /** Of X-Ray, told and without effect. */
  readonly traceHeader: string | undefined;
  /** Unix ms. */
  readonly startedAt: number;
  readonly history: History;
  /** As events name it. */
  readonly executionId = randomUUID();
  readonly #surroundings: Surroundings;
  readonly #stop = new AbortController();
  readonly #thread: HistoryThread;
  readonly #metrics: ExecutionMetrics;
  #ending: Ending | undefined;
  status: ExecutionStatus = 'RUNNING';
  stoppedAt: number | undefined;
  /** JSON text. */
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;

  constructor({ machine, arn, name, input, traceHeader, causes, surroundings }: ExecutionOptions) {
    this.machine = machine;
    this.arn = arn;
    this.name = name;
    this.input = input;
    this.traceHeader = traceHeader;
    this.#surroundings = surroundings;
    const { clock, events, metrics, logs } = surroundings.kernel;
    this.startedAt = clock.now();
    this.#metrics = new ExecutionMetrics(metrics, machine);
    this.history = new History({
      now: () => clock.now(),
      isKept: machine.type === 'STANDARD',
      tell: executionLog(machine, arn, this.startedAt, logs),
    });
    this.#thread = new HistoryThread(this.history);
    // Nothing comes after it: in AWS's example the first state's event has no event before it either.
    // https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
    this.history.add('ExecutionStarted', 0, {
      executionStartedEventDetails: { input, inputDetails: { truncated: false }, roleArn: machine.roleArn },
    });
    const { executionId } = this;
    events.emit({ type: 'execution-started', resource: machine.logicalId, executionId, name, causes });
    this.#metrics.started();
    this.ended = this.#run();
  }

  /** StopExecution, or the end of the cloud. */
  stop(error?: string, cause?: string): void {
    this.#end({
      status: 'ABORTED',
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    });
  }

  #end(ending: Ending): void {
    if (this.status !== 'RUNNING') return;
    this.#ending ??= ending;
    this.#stop.abort();
  }

  async #run(): Promise<void> {
    const { clock } = this.#surroundings.kernel;
    const { definition, type } = this.machine;
    // "If an execution runs for more than the 5-minute maximum, it will fail with a States.Timeout error."
    const longest = type === 'EXPRESS' ? limits.expressSeconds : Number.POSITIVE_INFINITY;
    const seconds = Math.min(definition.TimeoutSeconds ?? Number.POSITIVE_INFINITY, longest);
    if (Number.isFinite(seconds))
      void clock
        .wait(seconds, this.#stop.signal)
        .then((over) => over && this.#end({ status: 'TIMED_OUT', error: 'States.Timeout' }));
    try {
      const output = await runWorkflow(definition, JSON.parse(this.input), {
        execution: this.#frame(),
        scope: new Scope(),
        thread: this.#thread,
        signal: this.#stop.signal,
        context: {},
      });
      this.output = JSON.stringify(output);
      this.#close('SUCCEEDED', 'ExecutionSucceeded', {
        executionSucceededEventDetails: { output: this.output, outputDetails: { truncated: false } },
      });
    } catch (error) {
      if (error instanceof Aborted) this.#closeEarly();
      else this.#fail(error);
    }
    this.#stop.abort();
  }

  #frame() {
    const { machine, arn, name, input, executionId } = this;
    return {
      executionId,
      arn,
      resource: machine.logicalId,
      surroundings: this.#surroundings,
      context: {
        Execution: {
          Id: arn,
          Input: JSON.parse(input),
          Name: name,
          RoleArn: machine.roleArn,
          StartTime: new Date(this.startedAt).toISOString(),
          RedriveCount: 0,
        },
        StateMachine: { Id: machine.arn, Name: machine.name },
      },
    };
  }

  #closeEarly(): void {
    const { status, error, cause } = this.#ending ?? { status: 'ABORTED' as const };
    this.error = error;
    this.cause = cause;
    const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    if (status === 'TIMED_OUT')
      this.#close(status, 'ExecutionTimedOut', { executionTimedOutEventDetails: details });
    else this.#close(status, 'ExecutionAborted', { executionAbortedEventDetails: details });
  }

  #fail(thrown: unknown): void {
    // A bug of ours costs one execution, not the process.
    const failure =
      thrown instanceof StateFailure ? thrown : new StateFailure('States.Runtime', (thrown as Error).message);
    this.error = failure.error;
    this.cause = failure.cause;
    const { error, cause } = failure;
    this.#close('FAILED', 'ExecutionFailed', { executionFailedEventDetails: { error, cause } });
  }

  #close(
    status: Exclude<ExecutionStatus, 'RUNNING'>,
    type: string,
    details: Record<`${string}Details`, object>,
  ): void {
    const { clock, events } = this.#surroundings.kernel;
    this.#thread.add(type, details);
    this.status = status;
    this.stoppedAt = clock.now();
    this.#metrics.ended(status, this.stoppedAt - this.startedAt);
    const { executionId } = this;
    events.emit({
      type: 'execution-ended',
      resource: this.machine.logicalId,
      executionId,
      outcome: outcomes[status],
    });
  }
}
