import type { FauxqsQueueInstance } from '../../http/fauxqs-internals.ts';
import type { Alarm } from './alarm.ts';
import type { QueuedMessage } from './queued-message.ts';
import { keepOnly, makeReady } from './ready-messages.ts';

type Queue = FauxqsQueueInstance<QueuedMessage>;

/** Makes ready whose delay is over at `now` (Unix ms), and sets the alarm for the others. */
export function endDelays(queue: Queue, now: number, alarm: Pick<Alarm, 'noLaterThan'>): void {
  const delayed = queue.isFifo() ? [...queue.fifoDelayed.values()] : [queue.delayedMessages];
  for (const messages of delayed) {
    for (const message of keepOnly(messages, (each) => (each.delayUntil ?? 0) > now))
      makeReady(queue, message);
    for (const message of messages) alarm.noLaterThan(message.delayUntil ?? now);
  }
}

/**
 * Delays what a FIFO queue still delays by the queue's delay of now: "For FIFO queues, the per-queue delay setting is
 * retroactive". https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html
 */
export function delayAnew(queue: Queue): void {
  const delayMs = Number(queue.attributes.DelaySeconds) * 1_000;
  for (const messages of queue.fifoDelayed.values())
    for (const message of messages) message.delayUntil = message.sentTimestamp + delayMs;
}

/** Takes the visible messages away that were retained as long as the queue retains any, and sets the alarm for the others. */
export function takeExpired(
  queue: Queue & { readonly retentionMs: number },
  now: number,
  alarm: Pick<Alarm, 'noLaterThan'>,
): QueuedMessage[] {
  const ready = queue.isFifo() ? [...queue.fifoMessages.values()] : [queue.messages];
  return ready.flatMap((messages) => {
    const expired = keepOnly(messages, (each) => each.enqueuedAt + queue.retentionMs > now);
    for (const message of messages) alarm.noLaterThan(message.enqueuedAt + queue.retentionMs);
    return expired;
  });
}
