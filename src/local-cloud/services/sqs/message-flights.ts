import { randomUUID } from 'node:crypto';
import type { MessageDeletionReason } from '../../../content/event.ts';
import type { FauxqsInFlight, FauxqsQueueInstance, FauxqsReceived } from '../../http/fauxqs-internals.ts';
import type { Alarm } from './alarm.ts';
import type { QueueEvent } from './queue-surroundings.ts';
import type { QueueTraffic } from './queue-traffic.ts';
import { type QueuedMessage, receivesHere } from './queued-message.ts';
import { makeReady } from './ready-messages.ts';

/** The queue that messages are received from, and what it hears of them. */
interface Options {
  queue: FauxqsQueueInstance<QueuedMessage>;
  /** Unix ms. */
  now(): number;
  alarm: Pick<Alarm, 'noLaterThan'>;
  traffic: Pick<QueueTraffic, 'count'>;
  emit(event: QueueEvent): void;
  /** The number of receives after which a message goes to the dead-letter queue; 0 without one. */
  maxReceiveCount(): number;
  /** A place behind all others. */
  lastPlace(): number;
  /** A message was deleted or became visible again. */
  ended(inFlight: FauxqsInFlight<QueuedMessage>): void;
  /** No message of a FIFO group is in flight any more. */
  groupUnlocked(): void;
}

/**
 * The messages of a queue that are in flight: received, and neither deleted nor visible again. What was received can be
 * deleted with its latest receipt handle alone.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export class MessageFlights {
  readonly #options: Options;
  /** By receipt handle: messages whose visibility timeout ended and that nobody received since. */
  readonly #returned = new Map<string, QueuedMessage>();
  /** In flight, and to be received once more all the same: the fault `duplicate`. */
  readonly #copies = new WeakSet<QueuedMessage>();

  constructor(options: Options) {
    this.#options = options;
  }

  begin(message: QueuedMessage, visibilityTimeoutSeconds: number): FauxqsReceived {
    const { queue, now, alarm, traffic, emit } = this.#options;
    this.forgetReceipt(message);
    this.#copies.delete(message);
    const receiptHandle = randomUUID();
    traffic.count('NumberOfMessagesReceived');
    message.receiptHandle = receiptHandle;
    message.approximateReceiveCount += 1;
    message.approximateFirstReceiveTimestamp ??= now();
    const visibilityDeadline = now() + visibilityTimeoutSeconds * 1000;
    queue.inflightMessages.set(receiptHandle, {
      message,
      receiptHandle,
      visibilityDeadline,
      receivedAt: now(),
    });
    alarm.noLaterThan(visibilityDeadline);
    const group = message.messageGroupId;
    if (queue.isFifo() && group !== undefined)
      queue.fifoLockedGroups.set(group, (queue.fifoLockedGroups.get(group) ?? 0) + 1);
    emit({
      type: 'message-received',
      messageId: message.messageId,
      receiveCount: message.approximateReceiveCount,
    });
    return {
      MessageId: message.messageId,
      ReceiptHandle: receiptHandle,
      MD5OfBody: message.md5OfBody,
      Body: message.body,
      ...(message.md5OfMessageAttributes && { MD5OfMessageAttributes: message.md5OfMessageAttributes }),
      ...(Object.keys(message.messageAttributes).length > 0 && {
        MessageAttributes: message.messageAttributes,
      }),
    };
  }

  /** A message in flight can be received once more, as a standard queue may deliver it twice. */
  copy(message: QueuedMessage): void {
    this.#copies.add(message);
    makeReady(this.#options.queue, message);
  }

  /** Whether this handle could delete it. */
  delete(receiptHandle: string, reason?: MessageDeletionReason): boolean {
    const { queue, traffic, emit } = this.#options;
    const inFlight = queue.inflightMessages.get(receiptHandle);
    if (inFlight) this.#end(inFlight);
    const message = inFlight?.message ?? this.#returned.get(receiptHandle);
    this.#returned.delete(receiptHandle);
    if (!message || message.receiptHandle !== receiptHandle) return false;
    traffic.count('NumberOfMessagesDeleted');
    delete message.receiptHandle;
    // The server that has the copy was away: it is not deleted, and comes again.
    if (this.#copies.has(message)) return true;
    // With the latest handle a standard queue deletes also what is visible again.
    const place = queue.messages.indexOf(message);
    if (place >= 0) queue.messages.splice(place, 1);
    emit({ type: 'message-deleted', messageId: message.messageId, ...(reason && { reason }) });
    return true;
  }

  /** Whether this handle's message became visible again and was not received since. */
  isVisibleAgain(receiptHandle: string): boolean {
    return this.#returned.has(receiptHandle);
  }

  /** A message in flight is invisible for so long from now on. */
  changeVisibility(receiptHandle: string, timeoutSeconds: number): void {
    const { queue, now, alarm } = this.#options;
    const inFlight = queue.inflightMessages.get(receiptHandle);
    if (!inFlight) return;
    inFlight.visibilityDeadline = now() + timeoutSeconds * 1000;
    alarm.noLaterThan(inFlight.visibilityDeadline);
  }

  /** Makes visible again whose visibility timeout is over at `now` (Unix ms). */
  returnDue(now: number): void {
    const { queue, alarm } = this.#options;
    for (const inFlight of queue.inflightMessages.values()) {
      if (inFlight.visibilityDeadline <= now) this.#return(inFlight);
      else alarm.noLaterThan(inFlight.visibilityDeadline);
    }
  }

  /** What a message was received with before cannot delete it any more. */
  forgetReceipt(message: QueuedMessage): void {
    if (message.receiptHandle) this.#returned.delete(message.receiptHandle);
    delete message.receiptHandle;
  }

  /** No receipt handle deletes anything that is visible again. */
  forgetAllReceipts(): void {
    this.#returned.clear();
  }

  #return(inFlight: FauxqsInFlight<QueuedMessage>): void {
    const { queue, emit, maxReceiveCount, lastPlace } = this.#options;
    this.#end(inFlight);
    const { message, receiptHandle } = inFlight;
    // A message that was delivered twice comes back once: by its last receive.
    if (message.receiptHandle !== receiptHandle || queue.messages.includes(message)) return;
    emit({
      type: 'message-returned',
      messageId: message.messageId,
      receiveCount: message.approximateReceiveCount,
    });
    if (!queue.isFifo()) {
      this.#returned.set(receiptHandle, message);
      // "where maxReceiveCount is greater than 3, if a message is received 3 or more times without being deleted,
      // SQS moves it to the back of the queue"
      if (maxReceiveCount() > 3 && receivesHere(message) >= 3) message.place = lastPlace();
    }
    makeReady(queue, message);
  }

  #end(inFlight: FauxqsInFlight<QueuedMessage>): void {
    const { queue, ended, groupUnlocked } = this.#options;
    const { message, receiptHandle } = inFlight;
    queue.inflightMessages.delete(receiptHandle);
    ended(inFlight);
    const group = message.messageGroupId;
    if (!queue.isFifo() || group === undefined) return;
    const left = (queue.fifoLockedGroups.get(group) ?? 1) - 1;
    if (left > 0) queue.fifoLockedGroups.set(group, left);
    else {
      queue.fifoLockedGroups.delete(group);
      groupUnlocked();
    }
  }
}
