import type { FauxqsQueueInstance } from '../../http/fauxqs-internals.ts';
import type { QueuedMessage } from './queued-message.ts';

type Queue = FauxqsQueueInstance<QueuedMessage>;

/** Messages that a receive could return now: not those of a FIFO group of which one is in flight. */
export function countReady(queue: Queue): number {
  if (!queue.isFifo()) return queue.messages.length;
  let count = 0;
  for (const [group, messages] of queue.fifoMessages)
    if (!queue.fifoLockedGroups.has(group)) count += messages.length;
  return count;
}

/** Puts a message where its place is among the ready ones: what comes back is older than what has just been sent. */
export function makeReady(queue: Queue, message: QueuedMessage): void {
  const messages = queue.isFifo() ? listOf(queue.fifoMessages, message) : queue.messages;
  if (message.place < (messages.at(0)?.place ?? 0)) {
    messages.unshift(message);
    return;
  }
  let index = messages.length;
  while (index > 0 && (messages[index - 1] as QueuedMessage).place > message.place) index -= 1;
  messages.splice(index, 0, message);
}

/**
 * The ready messages in order, each taken away as it is given. Of a fair queue `fairNext` says the index of each. In a FIFO queue a group of which a message is in flight
 * is left alone, and as many as possible come from the same group.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export function* takeReady(
  queue: Queue,
  fairNext?: (ready: readonly QueuedMessage[]) => number,
): Generator<QueuedMessage> {
  if (!queue.isFifo()) {
    while (fairNext && queue.messages.length > 0) yield* queue.messages.splice(fairNext(queue.messages), 1);
    for (let next = queue.messages.shift(); next; next = queue.messages.shift()) yield next;
    return;
  }
  for (const [group, messages] of queue.fifoMessages) {
    if (queue.fifoLockedGroups.has(group)) continue;
    for (let next = messages.shift(); next; next = messages.shift()) yield next;
    queue.fifoMessages.delete(group);
  }
}

/** The list of delayed messages that this one belongs to. */
export function delayedWith(queue: Queue, message: QueuedMessage): QueuedMessage[] {
  return queue.isFifo() ? listOf(queue.fifoDelayed, message) : queue.delayedMessages;
}

/** Keeps what `stays`, in place, and gives the rest. */
export function keepOnly<T>(list: T[], stays: (each: T) => boolean): T[] {
  const leaving: T[] = [];
  let kept = 0;
  for (const each of list) {
    if (stays(each)) list[kept++] = each;
    else leaving.push(each);
  }
  list.length = kept;
  return leaving;
}

function listOf(groups: Map<string, QueuedMessage[]>, message: QueuedMessage): QueuedMessage[] {
  const group = message.messageGroupId ?? '';
  const messages = groups.get(group) ?? [];
  groups.set(group, messages);
  return messages;
}
