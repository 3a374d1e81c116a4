import { createFauxqsMessage, md5OfMessageAttributes, SqsError } from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';
import { eachOf, entriesOf } from './batch.ts';
import type { LocalQueue } from './local-queue.ts';
import { sizeOfMessage } from './message-size.ts';
import { type NewMessage, newMessage } from './new-message.ts';
import { queueOfRequest } from './queue-of-request.ts';
import type { QueueStore } from './queue-store.ts';

/** "The maximum allowed individual message size and the maximum total payload size are both 1 MiB." */
const maxBatchBytes = 1_048_576;

/** What SendMessage answers. */
export interface SentMessage {
  MessageId: string;
  MD5OfMessageBody: string;
  MD5OfMessageAttributes?: string;
  MD5OfMessageSystemAttributes?: string;
  SequenceNumber?: string;
}

/** SendMessage, also for callers inside the cloud. Throws an SqsError. */
export function send(input: Record<string, unknown>, store: QueueStore): SentMessage {
  const queue = queueOfRequest(input, store);
  return put(newMessage(input, queue), queue);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage: SqsAction = (input, { store }) => send(input, store);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch: SqsAction = (input, { store }) => {
  const queue = queueOfRequest(input, store);
  const entries = entriesOf(input, 'SendMessageBatch');
  const bytes = entries.reduce(
    (sum, { MessageBody = '', MessageAttributes = {} }) =>
      sum + sizeOfMessage(String(MessageBody), MessageAttributes as NewMessage['attributes']),
    0,
  );
  if (bytes > maxBatchBytes)
    throw new SqsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${maxBatchBytes} bytes. You have sent ${bytes} bytes.`,
    );
  return eachOf(entries, (entry) => put(newMessage(entry, queue), queue));
};

function put(message: NewMessage, queue: LocalQueue): SentMessage {
  const { body, attributes, traceHeader, delaySeconds, groupId, deduplicationId } = message;
  const queued = Object.assign(
    createFauxqsMessage(body, attributes, delaySeconds || undefined, groupId, deduplicationId),
    traceHeader && { traceHeader: traceHeader.StringValue },
  );
  const answer: SentMessage = {
    MessageId: queued.messageId,
    MD5OfMessageBody: queued.md5OfBody,
    ...(queued.md5OfMessageAttributes && { MD5OfMessageAttributes: queued.md5OfMessageAttributes }),
    ...(traceHeader && {
      MD5OfMessageSystemAttributes: md5OfMessageAttributes({ AWSTraceHeader: traceHeader }),
    }),
  };
  if (queue.isFifo()) {
    const before = queue.deduplication.find(queued);
    // "the message is accepted successfully but isn't delivered", and answered as the one before.
    if (before) {
      queue.traffic.count('NumberOfDeduplicatedSentMessages');
      return { ...answer, MessageId: before.messageId, SequenceNumber: before.sequenceNumber };
    }
    queued.sequenceNumber = queue.nextSequenceNumber();
    answer.SequenceNumber = queued.sequenceNumber;
    queue.deduplication.remember(queued);
  }
  queue.enqueue(queued);
  return answer;
}
