import assert from 'node:assert/strict';
import type { QueueName } from './command.ts';

/** How a message has left a queue. */
export type End = 'deleted' | 'expired' | 'dead-lettered' | 'moved';

interface Known {
  id: string;
  /** What was sent: it stays the same in every queue that the message comes to. */
  body: string;
  queue: QueueName;
  group: string;
  receives: number;
  /** The handle that can delete it. */
  handle: string | undefined;
  /** Unix ms from which it can be received; undefined while it cannot, because somebody has it. */
  readyFrom: number | undefined;
  /** Whether it is ready although somebody has it: a standard queue delivers it twice. */
  isCopy: boolean;
  /** Unix ms from which its retention counts. */
  keptSince: number;
}

/** Somebody has a message until its visibility timeout ends. */
interface Flight {
  message: Known;
  /** Unix ms. */
  until: number;
}

/** What the queues are set to. */
interface Rules {
  fifo: boolean;
  maxReceiveCount: number;
  retentionMs: Record<QueueName, number>;
  /** Unix ms. */
  now(): number;
}

/**
 * The life of a message as AWS's pages tell it: what may be received at a moment, with which count, what a handle still
 * does, and where everything is. Whatever a queue does is told to it, and it throws for what must not happen.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export class MessageModel {
  readonly #rules: Rules;
  /** In the order of their arrival. */
  #there: Known[] = [];
  readonly #flights = new Map<string, Flight>();
  /** By body, how each of its messages ended. */
  readonly ends = new Map<string, End[]>();

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  sent(id: string, body: string, group: string, delaySeconds: number): void {
    const now = this.#rules.now();
    this.#arrive({ id, body, group, queue: 'Queue', readyFrom: now + delaySeconds * 1_000, keptSince: now });
  }

  /** How many messages a receive of so many has to give. */
  givenTo(queue: QueueName, atMost: number): number {
    const ready = this.#there.filter((each) => each.queue === queue && this.#isReady(each));
    const blocked = this.#groupsInFlight(queue);
    return Math.min(atMost, ready.filter((each) => !blocked.has(each.group) && !this.#isSpent(each)).length);
  }

  /** A receive has given messages, in this order, and put others aside on the way. */
  received(
    queue: QueueName,
    given: { id: string; handle: string; count: number }[],
    putAside: string[],
    visibilitySeconds: number,
  ): void {
    const blocked = this.#groupsInFlight(queue);
    for (const id of putAside) this.#putAside(this.#ready(queue, id));
    for (const { id, handle, count } of given) {
      const message = this.#ready(queue, id);
      assert.ok(!blocked.has(message.group), `${id} was given while one of its group was in flight`);
      if (this.#rules.fifo) {
        const earlier = this.#there.slice(0, this.#there.indexOf(message));
        const first = earlier.find((each) => this.#isReady(each) && isBeside(each, message));
        assert.equal(first, undefined, `${id} was given before an earlier one of its group`);
      }
      assert.equal(count, message.receives + 1, `the receive count of ${id}`);
      assert.ok(!this.#isSpent(message), `${id} was received too often`);
      Object.assign(message, { receives: count, handle, readyFrom: undefined, isCopy: false });
      this.#flights.set(handle, { message, until: this.#rules.now() + visibilitySeconds * 1_000 });
    }
  }

  /** What was just received will be delivered once more. */
  duplicated(id: string): void {
    const message = this.#there.find((each) => each.id === id) as Known;
    Object.assign(message, { readyFrom: this.#rules.now(), isCopy: true });
  }

  /** Whether deleting with a handle takes a message away: only the last receive's handle does, and it does. */
  deleted(handle: string): boolean {
    const isHeld = this.#flights.delete(handle);
    const message = this.#there.find((each) => each.handle === handle);
    if (!message || (this.#rules.fifo && !isHeld)) return false;
    message.handle = undefined;
    if (message.isCopy) return false;
    this.#leave(message, 'deleted');
    return true;
  }

  /** Whether the visibility timeout of a handle's message can be set, which is then done. */
  held(handle: string, seconds: number): boolean {
    const flight = this.#flights.get(handle);
    if (flight) flight.until = this.#rules.now() + seconds * 1_000;
    return flight !== undefined;
  }

  /** The operator has moved these out of the dead-letter queue, each as a new message; no other could have been. */
  redriven(moves: { id: string; movedAs: string }[]): void {
    const blocked = this.#groupsInFlight('Dlq');
    for (const { id, movedAs } of moves) {
      const message = this.#ready('Dlq', id);
      this.#leave(message, 'moved');
      const now = this.#rules.now();
      const { body, group } = message;
      this.#arrive({ id: movedAs, body, group, queue: 'Queue', readyFrom: now, keptSince: now });
    }
    const left = this.#there.filter(
      (each) => each.queue === 'Dlq' && this.#isReady(each) && !blocked.has(each.group),
    );
    assert.deepEqual(left, [], 'the redrive left some');
  }

  /** Lets happen what the time brings by itself. */
  passTime(): void {
    const now = this.#rules.now();
    for (const [handle, { message, until }] of this.#flights) {
      if (until > now) continue;
      this.#flights.delete(handle);
      if (message.handle !== handle) continue;
      // Where a copy waits already, this was not the last receive any more.
      if (message.isCopy) Object.assign(message, { isCopy: false, handle: undefined });
      else message.readyFrom = until;
    }
    for (const message of [...this.#there]) {
      const until = message.keptSince + this.#rules.retentionMs[message.queue];
      if (this.#isReady(message) && until <= now) this.#leave(message, 'expired');
    }
  }

  /** What a queue must say of itself. */
  counts(queue: QueueName): { visible: number; delayed: number; inFlight: number } {
    const now = this.#rules.now();
    const listed = this.#there.flatMap((each) => (each.queue === queue ? (each.readyFrom ?? []) : []));
    const flying = [...this.#flights.values()].filter(({ message }) => message.queue === queue);
    return {
      visible: listed.filter((from) => from <= now).length,
      delayed: listed.filter((from) => from > now).length,
      // One that was delivered twice counts twice.
      inFlight: flying.length,
    };
  }

  #arrive(message: Omit<Known, 'receives' | 'handle' | 'isCopy'> & { receives?: number }): void {
    this.#there.push({ receives: 0, ...message, handle: undefined, isCopy: false });
  }

  #putAside(message: Known): void {
    assert.ok(this.#isSpent(message), `${message.id} was put aside after ${message.receives} receives`);
    this.#leave(message, 'dead-lettered');
    const now = this.#rules.now();
    // A standard queue's retention counts from the original enqueue, a FIFO queue's from the move.
    const keptSince = this.#rules.fifo ? now : message.keptSince;
    const { id, body, group, receives } = message;
    this.#arrive({ id, body, group, receives, queue: 'Dlq', readyFrom: now, keptSince });
  }

  #leave(message: Known, end: End): void {
    this.#there = this.#there.filter((each) => each !== message);
    message.handle = undefined;
    this.ends.set(message.body, [...(this.ends.get(message.body) ?? []), end]);
  }

  #ready(queue: QueueName, id: string): Known {
    const message = this.#there.find((each) => each.queue === queue && each.id === id);
    assert.ok(message, `${id} came out of ${queue}, where it is not`);
    assert.ok(this.#isReady(message), `${id} came out of ${queue} while somebody had it`);
    return message;
  }

  #isReady({ readyFrom }: Known): boolean {
    return readyFrom !== undefined && readyFrom <= this.#rules.now();
  }

  #isSpent({ queue, receives }: Known): boolean {
    return queue === 'Queue' && receives >= this.#rules.maxReceiveCount;
  }

  #groupsInFlight(queue: QueueName): Set<string> {
    if (!this.#rules.fifo) return new Set();
    const flying = [...this.#flights.values()].map(({ message }) => message);
    return new Set(flying.filter((each) => each.queue === queue).map(({ group }) => group));
  }
}

const isBeside = (one: Known, other: Known) => one.queue === other.queue && one.group === other.group;
