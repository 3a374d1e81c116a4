import { account } from '../../kernel/account.ts';
import type { QueuedMessage } from './queued-message.ts';

/**
 * What SQS knows of a message in flight, by the names that ReceiveMessage and an event source mapping give it.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export function systemAttributesOf(message: QueuedMessage): Record<string, string> {
  const attributes = {
    ApproximateReceiveCount: message.approximateReceiveCount,
    AWSTraceHeader: message.traceHeader,
    SentTimestamp: message.sentTimestamp,
    SequenceNumber: message.sequenceNumber,
    MessageGroupId: message.messageGroupId,
    SenderId: account.id,
    MessageDeduplicationId: message.messageDeduplicationId,
    ApproximateFirstReceiveTimestamp: message.approximateFirstReceiveTimestamp,
    DeadLetterQueueSourceArn: message.deadLetterSourceArn,
  };
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
}

/** By which they can be asked for. */
export const systemAttributeNames: ReadonlySet<string> = new Set([
  'All',
  'AWSTraceHeader',
  'ApproximateFirstReceiveTimestamp',
  'ApproximateReceiveCount',
  'DeadLetterQueueSourceArn',
  'MessageDeduplicationId',
  'MessageGroupId',
  'SenderId',
  'SentTimestamp',
  'SequenceNumber',
]);
