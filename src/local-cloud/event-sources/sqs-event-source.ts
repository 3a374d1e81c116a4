import { setTimeout as delay } from 'node:timers/promises';
import type { Queue, ReceivedMessage } from '../emulators/sqs-sns.ts';
import type { EventStream } from '../events.ts';
import type { LambdaFunction } from '../lambda/lambda-function.ts';
import { failedMessageIds } from './batch-item-failures.ts';
import { sqsEventOf } from './sqs-event.ts';

/** "Lambda starts processing five batches at a time with five concurrent invocations." */
const initialPollers = 5;

/** The longest wait of SQS's long polling. */
const longPollSeconds = 20;

interface Options {
  queue: Queue;
  fn: LambdaFunction;
  batchSize: number;
  batchWindowSeconds: number;
  reportBatchItemFailures: boolean;
  /** From 2 on; undefined for no cap of the mapping's own. */
  maximumConcurrency: number | undefined;
  events: EventStream;
}

/**
 * Lambda's poller of a standard queue: receives batches, invokes the function synchronously, and deletes what succeeded.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export class SqsEventSource {
  readonly #options: Options;
  #stopping = false;
  readonly #abort = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    const pollers = Math.min(initialPollers, this.#options.maximumConcurrency ?? initialPollers);
    for (let index = 0; index < pollers; index += 1) void this.#poll();
  }

  /** Begins no new batch. What is in flight becomes visible again, as when AWS's poller goes away. */
  stop(): void {
    this.#stopping = true;
    this.#abort.abort();
    this.#options.queue.wakeReceivers();
  }

  async #poll(): Promise<void> {
    while (!this.#stopping) {
      const batch = await this.#receiveBatch();
      if (batch.length > 0 && !this.#stopping) await this.#process(batch);
    }
  }

  async #receiveBatch(): Promise<ReceivedMessage[]> {
    const { queue, batchSize, batchWindowSeconds } = this.#options;
    const batch = await queue.receive(batchSize, longPollSeconds);
    const windowEnds = Date.now() + batchWindowSeconds * 1000;
    while (batch.length > 0 && batch.length < batchSize && !this.#stopping) {
      const secondsLeft = Math.max(0, (windowEnds - Date.now()) / 1000);
      const more = await queue.receive(batchSize - batch.length, secondsLeft);
      batch.push(...more);
      if (more.length === 0 && Date.now() >= windowEnds) break;
    }
    return batch;
  }

  /**
   * A batch that Lambda throttles is held and tried again until its visibility timeout ends; then it is let go, and
   * SQS shows the messages again.
   */
  async #process(batch: ReceivedMessage[]): Promise<void> {
    const { queue, fn, reportBatchItemFailures } = this.#options;
    const heldUntil = Date.now() + queue.visibilityTimeoutSeconds * 1000;
    const request = {
      trigger: 'sqs' as const,
      causes: batch.map((each) => each.messageId),
      payload: sqsEventOf(queue, batch),
    };
    for (let backOffMs = 100; ; backOffMs = Math.min(backOffMs * 2, 5_000)) {
      const result = await fn.invoke(request);
      if (this.#stopping) return;
      if (result.outcome === 'throttled') {
        if (Date.now() + backOffMs >= heldUntil) return;
        await delay(backOffMs, undefined, { signal: this.#abort.signal }).catch(() => undefined);
        continue;
      }
      // An error of the function leaves the whole batch in flight until the visibility timeout ends.
      if (result.outcome !== 'succeeded') return;
      const failed = reportBatchItemFailures ? failedMessageIds(result.payload, batch) : new Set<string>();
      for (const each of batch) if (!failed.has(each.messageId)) queue.delete(each.receiptHandle);
      return;
    }
  }
}
