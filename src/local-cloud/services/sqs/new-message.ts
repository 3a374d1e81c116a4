import { createHash } from 'node:crypto';
import { SqsError } from '../../http/fauxqs-internals.ts';
import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';
import type { LocalQueue } from './local-queue.ts';
import { messageAttributesOf, traceHeaderOf } from './message-attributes.ts';
import { sizeOfMessage } from './message-size.ts';
import { isMessageText, wrongCharacters } from './message-text.ts';
import { invalidParameter, invalidValue, missingParameter } from './refusals.ts';

/** A message that SQS takes. */
export interface NewMessage {
  body: string;
  attributes: Record<string, MessageAttribute>;
  traceHeader: MessageAttribute | undefined;
  /** The queue's own unless said. */
  delaySeconds: number;
  groupId: string | undefined;
  /** Of a FIFO queue's message, given or made from its body. */
  deduplicationId: string | undefined;
}

/** "alphanumeric characters (a-z, A-Z, 0-9) and punctuation", of group and deduplication ids. */
const isToken = (text: string): boolean => /^[!-~]{1,128}$/.test(text);

/**
 * Reads a message as SendMessage takes it, and each entry of SendMessageBatch. Throws an SqsError.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function newMessage(input: Record<string, unknown>, queue: LocalQueue): NewMessage {
  const body = input.MessageBody;
  if (typeof body !== 'string' || body === '') throw missingParameter('MessageBody');
  if (!isMessageText(body)) throw new SqsError('InvalidMessageContents', wrongCharacters);
  const attributes = messageAttributesOf(input.MessageAttributes);
  const traceHeader = traceHeaderOf(input.MessageSystemAttributes);
  const limit = Number(queue.attributes.MaximumMessageSize);
  // "The size of a message system attribute doesn't count towards the total size of a message."
  if (sizeOfMessage(body, attributes) > limit)
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  return {
    body,
    attributes,
    traceHeader,
    delaySeconds: delayOf(input.DelaySeconds, queue),
    groupId: groupOf(input.MessageGroupId, queue),
    deduplicationId: deduplicationOf(input.MessageDeduplicationId, body, queue),
  };
}

function delayOf(delay: unknown, queue: LocalQueue): number {
  const ofQueue = Number(queue.attributes.DelaySeconds);
  if (delay === undefined || delay === null) return ofQueue;
  // "When you set FifoQueue, you can't set DelaySeconds per message."
  if (queue.isFifo()) {
    if (delay === 0) return ofQueue;
    throw invalidValue(
      delay,
      'DelaySeconds',
      'The request include parameter that is not valid for this queue type.',
    );
  }
  if (!(Number.isInteger(delay) && Number(delay) >= 0 && Number(delay) <= 900))
    throw invalidValue(delay, 'DelaySeconds', 'DelaySeconds must be >= 0 and <= 900.');
  return Number(delay);
}

function groupOf(group: unknown, queue: LocalQueue): string | undefined {
  if (group === undefined || group === null) {
    if (queue.isFifo()) throw missingParameter('MessageGroupId');
    return undefined;
  }
  if (typeof group === 'string' && isToken(group)) return group;
  throw invalidValue(
    group,
    'MessageGroupId',
    'MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
  );
}

function deduplicationOf(id: unknown, body: string, queue: LocalQueue): string | undefined {
  if (id !== undefined && id !== null) {
    if (!queue.isFifo())
      throw invalidValue(
        id,
        'MessageDeduplicationId',
        'The request includes a parameter that is not valid for this queue type.',
      );
    if (typeof id === 'string' && isToken(id)) return id;
    throw invalidValue(
      id,
      'MessageDeduplicationId',
      'MessageDeduplicationId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
    );
  }
  if (!queue.isFifo()) return undefined;
  if (queue.attributes.ContentBasedDeduplication === 'true')
    return createHash('sha256').update(body).digest('hex');
  throw invalidParameter(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly.',
  );
}
