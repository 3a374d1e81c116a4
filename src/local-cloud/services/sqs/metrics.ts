import type { Clock } from '../../kernel/clock.ts';
import type { Reading } from '../../kernel/metrics.ts';
import type { LocalQueue } from './local-queue.ts';
import { type QueuedMessage, receivesHere } from './queued-message.ts';

/** "CloudWatch metrics for a queue are sent as long as it is active", and it is so for six hours after the last call. */
const activeMs = 6 * 3_600_000;

/**
 * From this many receives on, a standard queue leaves a message out of its age. What another queue delivered before it
 * was dead-lettered does not count: a dead-letter queue has an age too.
 */
const receivesOfPoison = 3;

/**
 * What a queue publishes each minute.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export class QueueMetrics {
  readonly #clock: Pick<Clock, 'now' | 'secondsSince'>;
  /** Unix ms of AWS's time, by queue. */
  readonly #usedAt = new WeakMap<LocalQueue, number>();

  constructor(clock: Pick<Clock, 'now' | 'secondsSince'>) {
    this.#clock = clock;
  }

  *read(queues: Iterable<LocalQueue>): Generator<Reading> {
    for (const queue of queues) yield* this.#readQueue(queue);
  }

  *#readQueue(queue: LocalQueue): Generator<Reading> {
    queue.processTimers();
    const { counts, sizes, wasUsed } = queue.traffic.take();
    const { visible, delayed, inFlight } = queue.contents();
    const now = this.#clock.now();
    const usedAt = this.#usedAt.get(queue);
    // Making it was a use of it.
    if (usedAt === undefined || wasUsed || visible.length + delayed.length + inFlight.length > 0)
      this.#usedAt.set(queue, now);
    else if (now - usedAt > activeMs) return;
    const reading = (name: string, value: number, unit: Reading['unit'] = 'Count'): Reading => ({
      namespace: 'AWS/SQS',
      name,
      dimensions: { QueueName: queue.name },
      value,
      unit,
    });
    yield reading('ApproximateNumberOfMessagesVisible', visible.length);
    if (inFlight.length > 0) yield reading('ApproximateNumberOfMessagesNotVisible', inFlight.length);
    if (delayed.length > 0) yield reading('ApproximateNumberOfMessagesDelayed', delayed.length);
    if (queue.isFifo())
      yield reading('ApproximateNumberOfGroupsWithInflightMessages', queue.fifoLockedGroups.size);
    const age = this.#ageOfOldest([...visible, ...inFlight], queue);
    if (age !== undefined) yield reading('ApproximateAgeOfOldestMessage', age, 'Seconds');
    const fairness = queue.fairness();
    if (fairness) {
      const { noisy, isQuiet } = fairness;
      yield reading('ApproximateNumberOfNoisyGroups', noisy);
      const quiet = { visible: visible.filter(isQuiet), inFlight: inFlight.filter(isQuiet) };
      yield reading('ApproximateNumberOfMessagesVisibleInQuietGroups', quiet.visible.length);
      yield reading('ApproximateNumberOfMessagesNotVisibleInQuietGroups', quiet.inFlight.length);
      yield reading('ApproximateNumberOfMessagesDelayedInQuietGroups', delayed.filter(isQuiet).length);
      const oldest = this.#ageOfOldest([...quiet.visible, ...quiet.inFlight], queue) ?? 0;
      yield reading('ApproximateAgeOfOldestMessageInQuietGroups', oldest, 'Seconds');
    }
    for (const [name, value] of counts) yield reading(name, value);
    for (const bytes of sizes) yield reading('SentMessageSize', bytes, 'Bytes');
  }

  /** In whole seconds of AWS's time. */
  #ageOfOldest(messages: readonly QueuedMessage[], queue: LocalQueue): number | undefined {
    const counted = queue.isFifo()
      ? messages
      : messages.filter((each) => receivesHere(each) < receivesOfPoison);
    // Of a dead-letter queue it "indicates when the message was moved to the DLQ, not when the original message was sent".
    const oldest = Math.min(...counted.map(({ arrivedAt }) => arrivedAt));
    return counted.length > 0 ? Math.floor(this.#clock.secondsSince(oldest)) : undefined;
  }
}
