import type { InvocationRequest, InvocationResult } from '../../kernel/contracts/invocation.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

/** A function as the queue of asynchronous events knows it. */
export interface QueuedFunction {
  readonly logicalId: string;
  readonly configuration: FunctionConfiguration;
  /** The version that runs. */
  readonly version: string;
  readonly deployed: { readonly reservedConcurrency: number | undefined };
  invoke(request: InvocationRequest): Promise<InvocationResult>;
}
