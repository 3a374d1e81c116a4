import type { CodeLocation } from './function-code.ts';

/** A function's settings, as its resource gives them. */
export interface FunctionConfiguration {
  logicalId: string;
  name: string;
  /** Without qualifier. */
  arn: string;
  /** `nodejs24.x` */
  runtime: string;
  /** `file.export` */
  handler: string;
  code: { inline: string } | CodeLocation;
  memoryMiB: number;
  timeoutSeconds: number;
  reservedConcurrency: number | undefined;
  variables: Record<string, string>;
  /** Name of the log group that it writes to. */
  logGroup: string;
  /** ARN of the standard queue or topic for asynchronous events that are given up. */
  deadLetterTargetArn?: string | undefined;
  /** Only of a durable function. */
  durable?: DurableConfiguration | undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_DurableConfig.html */
export interface DurableConfiguration {
  /** Of a whole execution, all its invocations and waits together. */
  executionTimeoutSeconds: number;
  /** How long an execution that has ended can be asked about, and its name is taken. */
  retentionDays: number;
}

/** How asynchronous events of a function, version or alias are handled. ARNs of queues, topics, functions or buses. */
export interface EventInvokeConfig {
  maximumRetryAttempts: number;
  maximumEventAgeSeconds: number;
  onSuccessArn: string | undefined;
  onFailureArn: string | undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const defaultEventInvokeConfig: EventInvokeConfig = {
  maximumRetryAttempts: 2,
  maximumEventAgeSeconds: 6 * 60 * 60,
  onSuccessArn: undefined,
  onFailureArn: undefined,
};
