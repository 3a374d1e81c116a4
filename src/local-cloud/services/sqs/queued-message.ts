import type { FauxqsMessage } from '../../http/fauxqs-internals.ts';

/** A message with what fauxqs does not keep of it. Times are Unix ms. */
export interface QueuedMessage extends FauxqsMessage {
  /** What its retention is counted from. */
  enqueuedAt: number;
  /** When it came into the queue that it is in. */
  arrivedAt: number;
  /** Its place in the queue: lower is nearer to the front. */
  place: number;
  /** The handle of its last receive, with which alone it can be deleted. */
  receiptHandle?: string;
  /** The system attribute AWSTraceHeader that it was sent with. */
  traceHeader?: string;
  /** The queue that it was dead-lettered from. */
  deadLetterSourceArn?: string;
}
