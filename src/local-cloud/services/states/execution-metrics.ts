import type { Metrics } from '../../kernel/metrics.ts';
import { billed } from './billing.ts';
import type { StateMachine } from './state-machine.ts';

const ofOutcome = {
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
} as const;

/**
 * What executions of a state machine publish, of it and of the account.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html#cloudwatch-step-functions-execution-metrics
 */
export class ExecutionMetrics {
  readonly #metrics: Metrics;
  readonly #machine: StateMachine;

  constructor(metrics: Metrics, machine: StateMachine) {
    this.#metrics = metrics;
    this.#machine = machine;
  }

  started(): void {
    this.#publish('ExecutionsStarted', 1, 'Count');
  }

  ended(status: keyof typeof ofOutcome, milliseconds: number): void {
    // "SampleCount … shows ExecutionStarted=1 and then ExecutionStarted=0 after the execution completes."
    this.#publish('ExecutionsStarted', 0, 'Count');
    this.#publish(ofOutcome[status], 1, 'Count');
    this.#publish('ExecutionTime', milliseconds, 'Milliseconds');
    if (this.#machine.type === 'EXPRESS')
      this.#publish('ExpressExecutionBilledDuration', billed.duration(milliseconds), 'Milliseconds');
  }

  #publish(name: string, value: number, unit: 'Count' | 'Milliseconds'): void {
    const reading = { namespace: 'AWS/States', name, value, unit };
    this.#metrics.publish(reading, {}, { StateMachineArn: this.#machine.arn });
  }
}
