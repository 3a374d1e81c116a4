import type { MessageDeletionReason } from '../../../content/event.ts';
import type { FauxqsInFlight, FauxqsMessage, FauxqsReceived } from '../../http/fauxqs-internals.ts';
import { Alarm } from './alarm.ts';
import { Deduplication } from './deduplication.ts';
import { MessageFlights } from './message-flights.ts';
import { sizeOfMessage } from './message-size.ts';
import { delayAnew, endDelays, takeExpired } from './message-timers.ts';
import { NoisyNeighbours } from './noisy-neighbours.ts';
import { type QueueName, QueueState } from './queue-state.ts';
import type { DeadLetterQueue, QueueEvent, QueueSurroundings } from './queue-surroundings.ts';
import { QueueTraffic } from './queue-traffic.ts';
import { type QueuedMessage, receivesHere } from './queued-message.ts';
import { delayedWith, makeReady, takeReady } from './ready-messages.ts';
import { ReceiveAttempts } from './receive-attempts.ts';
import { Waiters } from './waiters.ts';

/**
 * A queue of fauxqs with the life of a message as AWS documents it: what becomes visible again does so by itself and in
 * its place, what is retained too long goes, what is received too often is dead-lettered with its receive count, a FIFO
 * queue gives several messages of one group, and a standard queue with groups is fair. All of it is told to the stream of
 * events.
 */
export class LocalQueue extends QueueState {
  readonly receiveAttempts: ReceiveAttempts;
  readonly deduplication: Deduplication;
  readonly traffic = new QueueTraffic();
  readonly #alarm: Alarm;
  readonly #waiters: Waiters;
  readonly #flights: MessageFlights;
  /** Of a standard queue that has had a message with a group: it is fair. */
  #neighbours: NoisyNeighbours | undefined;
  #lastPlace = 0;

  constructor(surroundings: QueueSurroundings, ...name: QueueName) {
    super(surroundings, ...name);
    const { time } = surroundings;
    this.receiveAttempts = new ReceiveAttempts(time);
    this.#alarm = new Alarm(time, () => this.processTimers());
    this.#waiters = new Waiters(time);
    this.deduplication = new Deduplication(time, () => this.attributes);
    this.#flights = new MessageFlights({
      queue: this,
      now: () => time.now(),
      alarm: this.#alarm,
      traffic: this.traffic,
      emit: (event) => this.#emit(event),
      maxReceiveCount: () => Number(this.redrivePolicy?.maxReceiveCount ?? 0),
      lastPlace: () => ++this.#lastPlace,
      ended: (inFlight) => this.#flightEnded(inFlight),
      groupUnlocked: () => this.notifyWaiters(),
    });
  }

  /** Of a fair queue: how many of its tenants are noisy, and whether a message is of one that is not. */
  fairness(): ReturnType<NoisyNeighbours['judge']> | undefined {
    return this.#neighbours?.judge(this.messages, this.inflightMessages.values());
  }

  /** Called by every action that sends. */
  enqueue(message: FauxqsMessage): void {
    const bytes = sizeOfMessage(message.body, message.messageAttributes);
    this.traffic.sent(bytes);
    this.#emit({
      type: 'message-enqueued',
      messageId: message.messageId,
      bytes,
      ...this.surroundings.sender(),
    });
    const now = this.now();
    if (message.delayUntil !== undefined) message.delayUntil += now - message.sentTimestamp;
    message.sentTimestamp = now;
    this.#accept(message, now);
  }

  /** Takes a message that `source` could not get rid of, with the receive count that it had there. */
  acceptDeadLetter(message: QueuedMessage, source: { arn: string }): void {
    this.#emit({ type: 'message-enqueued', messageId: message.messageId });
    const { receiptHandle: _, delayUntil: __, ...kept } = message;
    const moved: QueuedMessage = {
      ...kept,
      deadLetterSourceArn: source.arn,
      receivedElsewhere: message.approximateReceiveCount,
    };
    if (this.isFifo()) {
      // "the original message's deduplication ID will be replaced with the original message's ID"
      moved.messageDeduplicationId = message.messageId;
      moved.sequenceNumber = this.nextSequenceNumber();
    }
    // A standard queue's retention counts from the original enqueue, a FIFO queue's from the move.
    this.#accept(moved, this.isFifo() ? this.now() : message.enqueuedAt);
  }

  #accept(message: FauxqsMessage, enqueuedAt: number): void {
    const queued: QueuedMessage = Object.assign(message, {
      enqueuedAt,
      arrivedAt: this.now(),
      place: ++this.#lastPlace,
    });
    if (!this.isFifo() && queued.messageGroupId !== undefined)
      this.#neighbours ??= new NoisyNeighbours(this.surroundings.time);
    this.#alarm.noLaterThan(enqueuedAt + this.retentionMs);
    if (queued.delayUntil !== undefined && queued.delayUntil > this.now()) {
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
    const deadLetters = this.deadLetters;
    const neighbours = this.#neighbours;
    const fairNext =
      neighbours &&
      ((ready: readonly QueuedMessage[]) => neighbours.next(ready, this.inflightMessages.values()));
    for (const message of takeReady(this, fairNext)) {
      if (deadLetters && receivesHere(message) >= deadLetters.maxReceiveCount) {
        this.#deadLetter(message, deadLetters.queue);
        continue;
      }
      received.push(this.#flights.begin(message, visibilityTimeoutSeconds));
      if (this.#isDeliveredAgain(message)) again.push(message);
      if (received.length >= limit || this.overInFlightLimit) break;
    }
    for (const message of again) this.#flights.copy(message);
    if (again.length > 0) this.notifyWaiters();
    return received;
  }

  /** Whether it was deleted, or its cloud has ended: it gives nothing any more. */
  get isGone(): boolean {
    return this.#waiters.closed;
  }

  /** Waits for a first message up to `waitSeconds`, or until `signal`. */
  async receive<T>(waitSeconds: number, signal: AbortSignal, take: () => T[] | Promise<T[]>): Promise<T[]> {
    const received = await this.#waiters.poll(waitSeconds, signal, take);
    // One wake-up per message: whoever leaves some lets the next one look.
    if (received.length > 0) this.notifyWaiters();
    else if (!signal.aborted && !this.isGone) this.traffic.count('NumberOfEmptyReceives');
    return received;
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
    return this.#flights.delete(receiptHandle, reason);
  }

  /** Whether this handle's message became visible again and was not received since. */
  isVisibleAgain(receiptHandle: string): boolean {
    return this.#flights.isVisibleAgain(receiptHandle);
  }

  /** For a message in flight. */
  changeVisibility(receiptHandle: string, timeoutSeconds: number): void {
    this.#flights.changeVisibility(receiptHandle, timeoutSeconds);
    if (timeoutSeconds === 0) this.processTimers();
  }

  /** Takes a visible message away for good, to move it to another queue. */
  takeVisible(): QueuedMessage | undefined {
    const [message] = takeReady(this);
    if (message) this.#flights.forgetReceipt(message);
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
    const now = this.now();
    this.#flights.returnDue(now);
    endDelays(this, now, this.#alarm);
    for (const message of takeExpired(this, now, this.#alarm)) {
      // What is gone cannot be deleted any more.
      this.#flights.forgetReceipt(message);
      this.#emit({ type: 'message-expired', messageId: message.messageId });
    }
    this.notifyWaiters();
  }

  /** Called by SetQueueAttributes: a new retention, and a FIFO queue's new delay, hold for what is there already. */
  override setAttributes(attributes: Record<string, string>): void {
    super.setAttributes(attributes);
    if (this.isFifo()) delayAnew(this);
    this.#alarm.noLaterThan(this.now());
    this.processTimers();
  }

  /** Called by PurgeQueue. */
  override purge(): void {
    const all = Object.values(this.contents()).flat();
    super.purge();
    this.#flights.forgetAllReceipts();
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

  #flightEnded(inFlight: FauxqsInFlight<QueuedMessage>): void {
    this.#neighbours?.flightEnded(inFlight);
    // Where as many were in flight as may be, somebody waits for this.
    if (this.inflightMessages.size === this.surroundings.inFlightLimit - 1) this.notifyWaiters();
  }

  /** Whether a fault lets it be received once more although it is in flight, as only a standard queue may do. */
  #isDeliveredAgain(message: QueuedMessage): boolean {
    if (this.isFifo() || receivesHere(message) > 1) return false;
    return this.surroundings.faults.strike(this.logicalId, 'duplicate', message.messageId) !== undefined;
  }

  #deadLetter(message: QueuedMessage, to: DeadLetterQueue): void {
    this.#flights.forgetReceipt(message);
    this.#emit({
      type: 'message-dead-lettered',
      messageId: message.messageId,
      to: to.logicalId,
      receiveCount: message.approximateReceiveCount,
    });
    to.acceptDeadLetter(message, this);
  }

  #emit(event: QueueEvent): void {
    this.surroundings.events.emit({ ...event, resource: this.logicalId });
  }
}
