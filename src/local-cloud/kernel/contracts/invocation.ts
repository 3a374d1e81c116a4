import type { Outcome, Trigger } from '../../../content/event.ts';

/** One call of a function, whoever makes it. */
export interface InvocationRequest {
  trigger: Trigger;
  /** Ids of the request or the messages that caused it. */
  causes: string[];
  /** The event, as it reaches the handler: a JSON value. */
  payload: unknown;
  /** A JSON value for `context.clientContext`. */
  clientContext?: unknown;
  /** A new one unless given. The attempts at one asynchronous event share theirs, as on AWS. */
  invocationId?: string;
  /** An attempt of the asynchronous event queue: the limits on synchronous calls do not hold. */
  asynchronous?: boolean;
}

/** What the caller of Lambda's synchronous Invoke learns. */
export type InvocationResult =
  | ExecutionResult
  | { outcome: 'throttled'; reason: ThrottleReason }
  /** Lambda itself failed (500 ServiceException); the handler did not run. */
  | { outcome: 'unavailable'; error: FunctionError };

/** How an invocation that began has ended. */
export type ExecutionResult =
  | { outcome: 'succeeded'; payload: unknown }
  | { outcome: Exclude<Outcome, 'succeeded'>; error: FunctionError };

/** A function error as Lambda reports it in the payload. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors (`Reason` of TooManyRequestsException) */
export type ThrottleReason =
  | 'ConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded'
  | 'FunctionInvocationRateLimitExceeded'
  | 'ReservedFunctionInvocationRateLimitExceeded';
