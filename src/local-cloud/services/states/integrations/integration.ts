import type { Kernel } from '../../../kernel/kernel.ts';

/** A call of another service by a Task. */
export interface IntegrationCall {
  /** What the task's Arguments give; empty when that is no object. */
  input: Record<string, unknown>;
  /** The same, whatever it is. */
  given: unknown;
  /** As events name it. */
  executionId: string;
  executionArn: string;
  kernel: Pick<Kernel, 'functions' | 'targets' | 'apis'>;
  /** Resolves when the Standard execution with this ARN has ended. Rejects when there is none. */
  executionEnded(executionArn: string): Promise<void>;
}

/** How a task waits for what its call has started: the pattern Run a Job. `started`: what the call gave. */
export interface Job {
  /** Gives the result. Throws a StateFailure. */
  finish(started: unknown, call: IntegrationCall): Promise<unknown>;
  /** Ends what was started, as the task is aborted. */
  cancel(started: unknown, call: IntegrationCall): Promise<void>;
}

/** An optimized integration. https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html */
export interface Integration {
  /** As `Resource` names it after `arn:aws:states:::`. */
  resource: `${string}:${string}`;
  /** Whether `.waitForTaskToken` can follow. */
  takesToken: boolean;
  /** By what can follow for a task to wait: `.sync`. https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync */
  jobs?: Readonly<Record<string, Job>>;
  /** Arguments that are supported; others are refused. */
  arguments: readonly string[];
  /** Gives the result. Throws a StateFailure. */
  call(call: IntegrationCall): Promise<unknown>;
}
