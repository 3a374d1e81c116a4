import type { StepKind } from '#content/page-data.ts';

/** Places on the way of an order, in the order of the figure's columns. */
export const places = ['caller', 'api', 'queue', 'function', 'table'] as const;
export type Place = (typeof places)[number];

/** What each place is called on AWS. */
export const placeNames: Record<Place, string> = {
  caller: 'Caller',
  api: 'API Gateway',
  queue: 'SQS',
  function: 'Lambda',
  table: 'DynamoDB',
};

/** Where an order is after a step; a step without a place does not move it. */
export const placeAfter: Partial<Record<StepKind, Place>> = {
  received: 'api',
  enqueued: 'queue',
  started: 'function',
  written: 'table',
};

/** A step as a sentence. */
export const stepTexts: Record<StepKind, string> = {
  received: 'API Gateway receives the request',
  enqueued: 'SQS has stored the message',
  polled: 'Lambda’s poller receives the message; it is in flight',
  started: 'the function starts: it pays, then stores',
  written: 'DynamoDB has stored the order',
  ended: 'the function ends',
  answered: 'the caller has the answer',
  deleted: 'the poller deletes the message: done',
};

/** What the caller holds in its hands, and whether the order is stored by now. */
export function answerText(status: number, stored: boolean): string {
  if (status === 201) return '201 Created: here is your order, stored';
  if (status !== 202) return String(status);
  return stored
    ? '202 was the receipt; nobody said that it is stored'
    : '202 Accepted: a receipt, not stored yet';
}
