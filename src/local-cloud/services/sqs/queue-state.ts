import { FauxqsQueue, type FauxqsQueueInstance } from '../../http/fauxqs-internals.ts';
import type { DeadLetterQueue, QueueSurroundings } from './queue-surroundings.ts';
import type { QueuedMessage } from './queued-message.ts';
import { countReady } from './ready-messages.ts';
import type { RedrivePolicy } from './redrive-policy.ts';

/** What fauxqs makes a queue of: name, address, ARN, attributes, tags. */
export type QueueName = ConstructorParameters<typeof FauxqsQueue>;

const QueueBase = FauxqsQueue as unknown as new (...name: QueueName) => FauxqsQueueInstance<QueuedMessage>;

/** A queue of fauxqs, with all that can be read of it at a moment. */
export class QueueState extends QueueBase {
  protected readonly surroundings: QueueSurroundings;

  constructor(surroundings: QueueSurroundings, ...name: QueueName) {
    super(...name);
    this.surroundings = surroundings;
  }

  /** Unix ms. */
  protected now(): number {
    return this.surroundings.time.now();
  }

  get logicalId(): string {
    return this.surroundings.logicalIdOf(this.name);
  }

  get visibilityTimeoutSeconds(): number {
    return Number(this.attributes.VisibilityTimeout);
  }

  get retentionMs(): number {
    return Number(this.attributes.MessageRetentionPeriod) * 1000 * this.surroundings.retentionScale;
  }

  get redrivePolicy(): RedrivePolicy | undefined {
    const policy = this.attributes.RedrivePolicy;
    return policy ? JSON.parse(policy) : undefined;
  }

  /** Where messages go that were received so often; undefined when that is nowhere, or the queue itself. */
  protected get deadLetters(): { queue: DeadLetterQueue; maxReceiveCount: number } | undefined {
    const { deadLetterTargetArn = this.arn, maxReceiveCount } = this.redrivePolicy ?? {};
    const queue =
      deadLetterTargetArn === this.arn ? undefined : this.surroundings.queueByArn(deadLetterTargetArn);
    return queue && { queue, maxReceiveCount: Number(maxReceiveCount) };
  }

  /** Seconds since a message in flight was received. */
  secondsInFlight({ receivedAt }: { receivedAt: number }): number {
    return (this.now() - receivedAt) / 1_000;
  }

  /** Whether so many messages are in flight that no more are given out. */
  get overInFlightLimit(): boolean {
    return this.inflightMessages.size >= this.surroundings.inFlightLimit;
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
}
