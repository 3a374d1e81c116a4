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
  /** How often other queues had delivered it before it was dead-lettered. */
  receivedElsewhere?: number;
}

/**
 * What maxReceiveCount counts: "the number of times a message is delivered to the source queue", while its receive count is
 * that "across all queues".
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export const receivesHere = ({ approximateReceiveCount, receivedElsewhere = 0 }: QueuedMessage): number =>
  approximateReceiveCount - receivedElsewhere;
