import type { FunctionError } from '../../../kernel/contracts/invocation.ts';

/** What an execution environment is started with. */
export interface RuntimeOptions {
  directory: string;
  /** `file.export` */
  handler: string;
  functionName: string;
  /** `$LATEST` or a number. */
  functionVersion: string;
  memoryMiB: number;
  /** Major version of Node.js that the function asks for: 24. */
  nodeMajor: number;
  logStreamName: string;
  /** Where compiled code is kept between environments and runs; undefined when this process keeps none. */
  compileCache: string | undefined;
  /** PEM of a certificate to trust besides the usual ones. */
  trustedCertificate: string | undefined;
  /** Counts the requests that were sent; the runtime sleeps on it while it is frozen. */
  requestsSent: SharedArrayBuffer;
}

/** From the service to the runtime: run this. */
export interface RuntimeRequest {
  invocationId: string;
  /** As the caller named the function, qualifier included. */
  functionArn: string;
  /** JSON. */
  payload: string;
  clientContext: unknown;
  /** Unix time in ms at which the function times out. */
  deadlineMs: number;
  /** Faults that were asked for. */
  faults: { delayMs: number; fail: boolean };
}

/** From the runtime to the service. */
export type RuntimeMessage =
  | { type: 'ready' }
  | { type: 'init-failed'; error: FunctionError }
  | { type: 'log'; stream: 'stdout' | 'stderr'; line: string; invocationId: string | undefined }
  | { type: 'succeeded'; json: string }
  /** `exits`: the error was nobody's to catch, and the runtime ends with it. */
  | { type: 'failed'; error: FunctionError; exits: boolean };
