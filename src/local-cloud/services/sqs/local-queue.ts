import { randomUUID } from 'node:crypto';
import type { MessageDeletionReason } from '../../../content/event.ts';
import {
  type FauxqsInFlight,
  type FauxqsMessage,
  FauxqsQueue,
  type FauxqsQueueInstance,
  type FauxqsReceived,
} from '../../http/fauxqs-internals.ts';
import { Alarm } from './alarm.ts';
import { Deduplication, type Sent } from './deduplication.ts';
import { sizeOfMessage } from './message-size.ts';
import { NoisyNeighbours } from './noisy-neighbours.ts';
import type { DeadLetterQueue, QueueEvent, QueueSurroundings } from './queue-surroundings.ts';
import { QueueTraffic } from './queue-traffic.ts';
import type { QueuedMessage } from './queued-message.ts';
import { countReady, delayedWith, keepOnly, makeReady, takeReady } from './ready-messages.ts';
import { ReceiveAttempts } from './receive-attempts.ts';
import type { RedrivePolicy } from './redrive-policy.ts';
import { Waiters } from './waiters.ts';

const QueueBase = FauxqsQueue as unknown as new (
  ...parameters: ConstructorParameters<typeof FauxqsQueue>
) => FauxqsQueueInstance<QueuedMessage>;

/**
 * A queue of fauxqs with the life of a message as AWS documents it: what becomes visible again does so by itself and in
 * its place, what is retained too long goes, what is received too often is dead-lettered with its receive count, a FIFO
 * queue gives several messages of one group, and a standard queue with groups is fair. All of it is told to the stream of
 * events.
 */
export class LocalQueue extends QueueBase {
  readonly receiveAttempts: ReceiveAttempts;
  readonly traffic = new QueueTraffic();
  readonly #surroundings: QueueSurroundings;
  readonly #alarm: Alarm;
  readonly #waiters: Waiters;
  readonly #deduplication: Deduplication;
  readonly #neighbours: NoisyNeighbours;
  /** Whether a standard queue has had a message with a group. */
  #isFair = false;
  /** By receipt handle: messages whose visibility timeout ended and that nobody received since. */
  readonly #returned = new Map<string, QueuedMessage>();
  /** In flight, and to be received once more all the same: the fault `duplicate`. */
  readonly #copies = new WeakSet<QueuedMessage>();
  #lastPlace = 0;

  constructor(surroundings: QueueSurroundings, ...parameters: ConstructorParameters<typeof FauxqsQueue>) {
    super(...parameters);
    this.#surroundings = surroundings;
    const { time } = surroundings;
    this.receiveAttempts = new ReceiveAttempts(time);
    this.#alarm = new Alarm(time, () => this.processTimers());
    this.#waiters = new Waiters(time);
    this.#deduplication = new Deduplication(time);
    this.#neighbours = new NoisyNeighbours(time);
  }

  /** Unix ms. */
  #now(): number {
    return this.#surroundings.time.now();
  }

  /** Seconds since a message in flight was received. */
  secondsInFlight({ receivedAt }: { receivedAt: number }): number {
    return (this.#now() - receivedAt) / 1_000;
  }

  get logicalId(): string {
    return this.#surroundings.logicalIdOf(this.name);
  }

  get visibilityTimeoutSeconds(): number {
    return Number(this.attributes.VisibilityTimeout);
  }

  /** Whether so many messages are in flight that no more are given out. */
  get overInFlightLimit(): boolean {
    return this.inflightMessages.size >= this.#surroundings.inFlightLimit;
  }

  /** Messages that a receive could return now. */
  get visibleCount(): number {
    return countReady(this);
  }

  /** Every message that is there, by what can be done with it. A FIFO group's messages are visible although one is in flight. */
  contents(): Record<'visible' | 'delayed' | 'inFlight', QueuedMessage[]> {
    return {
      visible: [...this.messages, ...[...this.fifoMessages.values()].flat()],
      delayed: [...this.delayedMessages, ...[...this.fifoDelayed.values()].flat()],
      inFlight: [...new Set([...this.inflightMessages.values()].map(({ message }) => message))],
    };
  }

  /** Of a fair queue: how many of its tenants are noisy, and whether a message is of one that is not. */
  fairness(): ReturnType<NoisyNeighbours['judge']> | undefined {
    return this.#isFair ? this.#neighbours.judge(this.messages, this.inflightMessages.values()) : undefined;
  }

  get redrivePolicy(): RedrivePolicy | undefined {
    const policy = this.attributes.RedrivePolicy;
    return policy ? JSON.parse(policy) : undefined;
  }

  /** Called by every action that sends. */
  enqueue(message: FauxqsMessage): void {
    const bytes = sizeOfMessage(message.body, message.messageAttributes);
    this.traffic.sent(bytes);
    this.#emit({
      type: 'message-enqueued',
      messageId: message.messageId,
      bytes,
      ...this.#surroundings.sender(),
    });
    const now = this.#now();
    if (message.delayUntil !== undefined) message.delayUntil += now - message.sentTimestamp;
    message.sentTimestamp = now;
    this.#accept(message, now);
  }

  /** What a FIFO queue took with the same deduplication id, in the same group where that is the scope. */
  sentBefore(message: FauxqsMessage): Sent | undefined {
    return this.#deduplication.find(this.#deduplicationKey(message));
  }

  rememberSent({ messageId, sequenceNumber = '', ...message }: FauxqsMessage): void {
    this.#deduplication.remember(this.#deduplicationKey({ messageId, ...message }), {
      messageId,
      sequenceNumber,
    });
  }

  #deduplicationKey({ messageGroupId, messageDeduplicationId }: FauxqsMessage): string {
    const perGroup = this.attributes.DeduplicationScope === 'messageGroup';
    return JSON.stringify([messageDeduplicationId, ...(perGroup ? [messageGroupId] : [])]);
  }

  /** Takes a message that `source` could not get rid of, with the receive count that it had there. */
  acceptDeadLetter(message: QueuedMessage, source: { arn: string }): void {
    this.#emit({ type: 'message-enqueued', messageId: message.messageId });
    const { receiptHandle: _, delayUntil: __, ...kept } = message;
    const moved: QueuedMessage = { ...kept, deadLetterSourceArn: source.arn };
    if (this.isFifo()) {
      // "the original message's deduplication ID will be replaced with the original message's ID"
      moved.messageDeduplicationId = message.messageId;
      moved.sequenceNumber = this.nextSequenceNumber();
    }
    // A standard queue's retention counts from the original enqueue, a FIFO queue's from the move.
    this.#accept(moved, this.isFifo() ? this.#now() : message.enqueuedAt);
  }

  #accept(message: FauxqsMessage, enqueuedAt: number): void {
    const queued: QueuedMessage = Object.assign(message, {
      enqueuedAt,
      arrivedAt: this.#now(),
      place: ++this.#lastPlace,
    });
    if (!this.isFifo() && queued.messageGroupId !== undefined) this.#isFair = true;
    this.#alarm.noLaterThan(enqueuedAt + this.#retentionMs);
    if (queued.delayUntil !== undefined && queued.delayUntil > this.#now()) {
      delayedWith(this, queued).push(queued);
      this.#alarm.noLaterThan(queued.delayUntil);
    } else {
      makeReady(this, queued);
      this.notifyWaiters();
    }
  }

  /** Up to ten messages, now in flight. Called by ReceiveMessage and by pollers. */
  dequeue(maxMessages: number, visibilityTimeoutSeconds = this.visibilityTimeoutSeconds): FauxqsReceived[] {
    this.processTimers();
    if (this.overInFlightLimit) return [];
    const received: FauxqsReceived[] = [];
    const again: QueuedMessage[] = [];
    const limit = Math.min(maxMessages, 10);
    const policy = this.redrivePolicy;
    const deadLetterQueue = policy && this.#surroundings.queueByArn(policy.deadLetterTargetArn);
    const fairNext = (ready: readonly QueuedMessage[]) =>
      this.#neighbours.next(ready, this.inflightMessages.values());
    for (const message of takeReady(this, this.#isFair ? fairNext : undefined)) {
      if (deadLetterQueue && message.approximateReceiveCount >= Number(policy.maxReceiveCount)) {
        this.#deadLetter(message, deadLetterQueue);
        continue;
      }
      received.push(this.#putInFlight(message, visibilityTimeoutSeconds));
      if (this.#isDeliveredAgain(message)) again.push(message);
      if (received.length >= limit || this.overInFlightLimit) break;
    }
    for (const message of again) {
      this.#copies.add(message);
      makeReady(this, message);
    }
    if (again.length > 0) this.notifyWaiters();
    return received;
  }

  /** Waits for a first message up to `waitSeconds`, or until `signal`. */
  async receive<T>(waitSeconds: number, signal: AbortSignal, take: () => T[] | Promise<T[]>): Promise<T[]> {
    const until = this.#now() + waitSeconds * 1000;
    for (;;) {
      if (signal.aborted) return [];
      const received = await take();
      // One wake-up per message: whoever leaves some lets the next one look.
      if (this.visibleCount > 0) this.notifyWaiters();
      if (received.length > 0) return received;
      if (this.#now() >= until || this.#waiters.closed) {
        this.traffic.count('NumberOfEmptyReceives');
        return received;
      }
      await this.#waiters.wait(Math.max(0, until - this.#now()), signal);
    }
  }

  /** Tells of a request for messages that was answered with messages of these sizes in bytes, or with none. */
  tellPolled(sizes: number[]): void {
    this.#emit({
      type: 'queue-polled',
      messages: sizes.length,
      bytes: sizes.reduce((sum, each) => sum + each, 0),
    });
  }

  /** Whether this handle could delete it. */
  deleteMessage(receiptHandle: string, reason?: MessageDeletionReason): boolean {
    const inFlight = this.inflightMessages.get(receiptHandle);
    if (inFlight) this.#endFlight(inFlight);
    const message = inFlight?.message ?? this.#returned.get(receiptHandle);
    this.#returned.delete(receiptHandle);
    if (!message || message.receiptHandle !== receiptHandle) return false;
    this.traffic.count('NumberOfMessagesDeleted');
    delete message.receiptHandle;
    // The server that has the copy was away: it is not deleted, and comes again.
    if (this.#copies.has(message)) return true;
    // With the latest handle a standard queue deletes also what is visible again.
    const place = this.messages.indexOf(message);
    if (place >= 0) this.messages.splice(place, 1);
    this.#emit({ type: 'message-deleted', messageId: message.messageId, ...(reason && { reason }) });
    return true;
  }

  /** Whether this handle's message became visible again and was not received since. */
  isVisibleAgain(receiptHandle: string): boolean {
    return this.#returned.has(receiptHandle);
  }

  /** For a message in flight. */
  changeVisibility(receiptHandle: string, timeoutSeconds: number): void {
    const inFlight = this.inflightMessages.get(receiptHandle);
    if (!inFlight) return;
    inFlight.visibilityDeadline = this.#now() + timeoutSeconds * 1000;
    this.#alarm.noLaterThan(inFlight.visibilityDeadline);
    if (timeoutSeconds === 0) this.processTimers();
  }

  /** Takes a visible message away for good, to move it to another queue. */
  takeVisible(): QueuedMessage | undefined {
    const [message] = takeReady(this);
    if (message) this.#forgetReceipt(message);
    return message;
  }

  /** Puts it back where it was. */
  putBack(message: QueuedMessage): void {
    makeReady(this, message);
    this.notifyWaiters();
  }

  /** Lets time pass: visibility timeouts, delays and retention. */
  processTimers(): void {
    if (!this.#alarm.isDue()) return;
    const now = this.#now();
    for (const inFlight of this.inflightMessages.values()) {
      if (inFlight.visibilityDeadline <= now) this.#returnToQueue(inFlight);
      else this.#alarm.noLaterThan(inFlight.visibilityDeadline);
    }
    const delayed = this.isFifo() ? [...this.fifoDelayed.values()] : [this.delayedMessages];
    for (const messages of delayed) {
      for (const message of keepOnly(messages, (each) => (each.delayUntil ?? 0) > now))
        makeReady(this, message);
      for (const message of messages) this.#alarm.noLaterThan(message.delayUntil ?? now);
    }
    const ready = this.isFifo() ? [...this.fifoMessages.values()] : [this.messages];
    for (const messages of ready) {
      for (const message of keepOnly(messages, (each) => each.enqueuedAt + this.#retentionMs > now)) {
        // What is gone cannot be deleted any more.
        this.#forgetReceipt(message);
        this.#emit({ type: 'message-expired', messageId: message.messageId });
      }
      for (const message of messages) this.#alarm.noLaterThan(message.enqueuedAt + this.#retentionMs);
    }
    this.notifyWaiters();
  }

  /** Called by PurgeQueue. */
  override purge(): void {
    const all = Object.values(this.contents()).flat();
    super.purge();
    this.#returned.clear();
    for (const messageId of new Set(all.map((each) => each.messageId)))
      this.#emit({ type: 'message-deleted', messageId, reason: 'purged' });
  }

  notifyWaiters(): void {
    this.#waiters.wake(this.visibleCount);
  }

  /** Called by fauxqs when the queue is deleted or the server closes. */
  cancelWaiters(): void {
    this.#alarm.stop();
    this.#waiters.close();
  }

  get #retentionMs(): number {
    return Number(this.attributes.MessageRetentionPeriod) * 1000 * this.#surroundings.retentionScale;
  }

  #putInFlight(message: QueuedMessage, visibilityTimeoutSeconds: number): FauxqsReceived {
    this.#forgetReceipt(message);
    this.#copies.delete(message);
    const receiptHandle = randomUUID();
    this.traffic.count('NumberOfMessagesReceived');
    message.receiptHandle = receiptHandle;
    message.approximateReceiveCount += 1;
    message.approximateFirstReceiveTimestamp ??= this.#now();
    const visibilityDeadline = this.#now() + visibilityTimeoutSeconds * 1000;
    this.inflightMessages.set(receiptHandle, {
      message,
      receiptHandle,
      visibilityDeadline,
      receivedAt: this.#now(),
    });
    this.#alarm.noLaterThan(visibilityDeadline);
    const group = message.messageGroupId;
    if (this.isFifo() && group !== undefined)
      this.fifoLockedGroups.set(group, (this.fifoLockedGroups.get(group) ?? 0) + 1);
    this.#emit({
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

  /** Whether a fault lets it be received once more although it is in flight, as only a standard queue may do. */
  #isDeliveredAgain({ messageId, approximateReceiveCount }: QueuedMessage): boolean {
    if (this.isFifo() || approximateReceiveCount > 1) return false;
    return this.#surroundings.faults.strike(this.logicalId, 'duplicate', messageId) !== undefined;
  }

  #returnToQueue(inFlight: FauxqsInFlight<QueuedMessage>): void {
    this.#endFlight(inFlight);
    const { message, receiptHandle } = inFlight;
    // A message that was delivered twice comes back once: by its last receive.
    if (message.receiptHandle !== receiptHandle || this.messages.includes(message)) return;
    this.#emit({
      type: 'message-returned',
      messageId: message.messageId,
      receiveCount: message.approximateReceiveCount,
    });
    if (!this.isFifo()) {
      this.#returned.set(receiptHandle, message);
      // "where maxReceiveCount is greater than 3, if a message is received 3 or more times without being deleted,
      // SQS moves it to the back of the queue"
      const goesBack =
        Number(this.redrivePolicy?.maxReceiveCount ?? 0) > 3 && message.approximateReceiveCount >= 3;
      if (goesBack) message.place = ++this.#lastPlace;
    }
    makeReady(this, message);
  }

  #endFlight(inFlight: FauxqsInFlight<QueuedMessage>): void {
    const { message, receiptHandle } = inFlight;
    this.inflightMessages.delete(receiptHandle);
    if (this.#isFair) this.#neighbours.flightEnded(inFlight);
    const group = message.messageGroupId;
    if (!this.isFifo() || group === undefined) return;
    const left = (this.fifoLockedGroups.get(group) ?? 1) - 1;
    if (left > 0) this.fifoLockedGroups.set(group, left);
    else {
      this.fifoLockedGroups.delete(group);
      this.notifyWaiters();
    }
  }

  /** What it was received with before cannot delete it any more. */
  #forgetReceipt(message: QueuedMessage): void {
    if (message.receiptHandle) this.#returned.delete(message.receiptHandle);
    delete message.receiptHandle;
  }

  #deadLetter(message: QueuedMessage, to: DeadLetterQueue): void {
    this.#forgetReceipt(message);
    this.#emit({
      type: 'message-dead-lettered',
      messageId: message.messageId,
      to: to.logicalId,
      receiveCount: message.approximateReceiveCount,
    });
    to.acceptDeadLetter(message, this);
  }

  #emit(event: QueueEvent): void {
    this.#surroundings.events.emit({ ...event, resource: this.logicalId });
  }
}
