import type { Outcome, Trigger } from '../../content/event.ts';

/** One call of a function, whoever makes it. */
export interface InvocationRequest {
  trigger: Trigger;
  /** Ids of the request or the messages that caused it. */
  causes: string[];
  /** The event, as it reaches the handler. */
  payload: unknown;
}

/** What the caller of Lambda's synchronous Invoke learns. */
export type InvocationResult = ExecutionResult | { outcome: 'throttled' };

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
