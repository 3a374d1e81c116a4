import type { ExecutionResult } from './invocation.ts';

/** What an execution environment is started with. */
export interface RuntimeOptions {
  directory: string;
  /** `file.export` */
  handler: string;
  functionName: string;
  functionArn: string;
  memoryMiB: number;
  /** `nodejs24.x` */
  runtime: string;
  environmentId: string;
  /** Where compiled code is kept between environments and runs; undefined when this process keeps none. */
  compileCache: string | undefined;
}

/** From the service to the runtime: run this. */
export interface RuntimeRequest {
  invocationId: string;
  /** JSON. */
  payload: string;
  /** Unix time in ms at which the function times out. */
  deadlineMs: number;
}

/** From the runtime to the service. */
export type RuntimeMessage =
  | { type: 'ready' }
  | { type: 'log'; stream: 'stdout' | 'stderr'; line: string; invocationId: string | undefined }
  | { type: 'result'; result: ExecutionResult };
