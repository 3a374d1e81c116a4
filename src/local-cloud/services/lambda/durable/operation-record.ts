import type { ErrorObject, Operation, OperationStatus } from '@aws-sdk/client-lambda';

/** An operation of a durable execution, and what time alone will make of it. */
export interface OperationRecord {
  operation: Operation;
  due?: Due | undefined;
  /** Of a callback: how long it may stay without a sign of life, and until when the whole may take. */
  heartbeat?: { seconds: number; timeout: Due | undefined } | undefined;
}

export interface Due {
  /** Unix ms of this machine. */
  at: number;
  status: OperationStatus;
  error?: ErrorObject;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operation.html */
const endings: ReadonlySet<OperationStatus | undefined> = new Set([
  'SUCCEEDED',
  'FAILED',
  'CANCELLED',
  'TIMED_OUT',
  'STOPPED',
]);

export const hasEnded = ({ Status }: Operation): boolean => endings.has(Status);
