import {
  sendMessage as fauxqsSendMessage,
  sendMessageBatch as fauxqsSendMessageBatch,
} from '../../http/fauxqs-internals.ts';
import type { SqsAction } from './action.ts';
import type { LocalQueue } from './local-queue.ts';
import type { QueueStore } from './queue-store.ts';

/*
 * fauxqs's SendMessage and SendMessageBatch forget the message group of a message for a standard queue. AWS takes it
 * since 2025 and gives it back to consumers.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 */

/** SendMessage, also for callers inside the cloud. Throws an SqsError. */
export function send(
  input: Record<string, unknown>,
  store: QueueStore,
): { MessageId: string; MD5OfMessageBody: string } {
  const answer = fauxqsSendMessage(input, store);
  keepGroup(store.getQueue(String(input.QueueUrl)), answer.MessageId, input.MessageGroupId);
  return answer;
}

export const sendMessage: SqsAction = (input, { store }) => send(input, store);

export const sendMessageBatch: SqsAction = (input, { store }) => {
  const answer = fauxqsSendMessageBatch(input, store);
  const entries = input.Entries as { Id: string; MessageGroupId?: string }[];
  for (const { Id, MessageId } of answer.Successful) {
    const entry = entries.find((each) => each.Id === Id);
    keepGroup(store.getQueue(String(input.QueueUrl)), MessageId, entry?.MessageGroupId);
  }
  return answer;
};

/** The message was put at the end a moment ago, and nobody could receive it since. */
function keepGroup(queue: LocalQueue | undefined, messageId: string, group: unknown): void {
  if (!queue || queue.isFifo() || typeof group !== 'string') return;
  const isSent = (each: { messageId: string }) => each.messageId === messageId;
  const message = queue.messages.findLast(isSent) ?? queue.delayedMessages.findLast(isSent);
  if (message) message.messageGroupId = group;
}
