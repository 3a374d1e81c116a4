import type { Kernel } from '../../../kernel/kernel.ts';

/** A call of another service by a Task. */
export interface IntegrationCall {
  /** What the task's Arguments give; empty when that is no object. */
  input: Record<string, unknown>;
  /** The same, whatever it is. */
  given: unknown;
  /** As events name it. */
  executionId: string;
  kernel: Pick<Kernel, 'functions' | 'targets' | 'apis'>;
}

/** An optimized integration. https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html */
export interface Integration {
  /** As `Resource` names it after `arn:aws:states:::`. */
  resource: `${string}:${string}`;
  /** Whether `.waitForTaskToken` can follow. */
  takesToken: boolean;
  /** Arguments that are supported; others are refused. */
  arguments: readonly string[];
  /** Gives the result. Throws a StateFailure. */
  call(call: IntegrationCall): Promise<unknown>;
}
