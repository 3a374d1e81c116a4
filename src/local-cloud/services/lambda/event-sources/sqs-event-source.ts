import { setTimeout as delay } from 'node:timers/promises';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Clock } from '../../../kernel/clock.ts';
import type { QueueSource } from '../../../kernel/contracts/event-source.ts';
import type { Region } from '../../../kernel/region.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import { failedMessageIds } from './batch-item-failures.ts';
import type { MessageFilter } from './message-filter.ts';
import { PollerFleet } from './poller-fleet.ts';
import { fillsEvent, sizeOf, sqsEventsOf, sqsRecordOf } from './sqs-event.ts';

/** The longest wait of SQS's long polling. */
const longPollSeconds = 20;

/** How many times its first wait a poller holds a throttled batch at most before it tries again. */
const longestBackOff = 20;

interface Options {
  queue: QueueSource;
  fn: Pick<LambdaFunction, 'invoke'>;
  functionConcurrency(): number;
  batchSize: number;
  /** 0 for one receive per batch. */
  batchWindowSeconds: number;
  reportBatchItemFailures: boolean;
  maximumConcurrency: number | undefined;
  /** How long a throttled batch is held before it is tried again, at first. */
  backOffMs: number;
  filter: MessageFilter;
  clock: Clock;
  region: Region;
}

/** Messages that were received together, for as long as they stay invisible. */
interface Batch {
  records: SQSRecord[];
  /** Unix ms; when the first of them becomes visible again. */
  heldUntil: number;
}

/**
 * The mapping of a queue: receives batches, invokes the function synchronously, and deletes what succeeded.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export class SqsEventSource {
  readonly #options: Options;
  readonly #stopped = new AbortController();
  readonly #fleet: PollerFleet;

  constructor(options: Options) {
    this.#options = options;
    this.#fleet = new PollerFleet({
      clock: options.clock,
      region: options.region,
      maximumConcurrency: options.maximumConcurrency,
      functionConcurrency: options.functionConcurrency,
      backlog: () => options.queue.visibleCount(),
      poll: (signal, busy) => this.#poll(signal, busy),
    });
  }

  start(): void {
    this.#fleet.start();
  }

  /** Begins no new batch. What is in flight becomes visible again, as when AWS's poller goes away. */
  stop(): void {
    this.#stopped.abort();
    this.#fleet.stop();
  }

  /** Begins no new batch, and ends what is in work as usual. */
  retire(): void {
    this.#fleet.stop();
  }

  async #poll(signal: AbortSignal, busy: () => void): Promise<void> {
    const batch = await this.#receiveBatch(signal, busy);
    for (const event of sqsEventsOf(batch.records)) {
      if (this.#stopped.signal.aborted) return;
      await this.#process(event, batch.heldUntil);
    }
  }

  /** Gathers until the batch is full, its window is over, or it is as much as an event may hold. */
  async #receiveBatch(signal: AbortSignal, busy: () => void): Promise<Batch> {
    const { queue, batchSize, batchWindowSeconds } = this.#options;
    const records: SQSRecord[] = [];
    let bytes = 0;
    let waitSeconds = longPollSeconds;
    let heldUntil = Number.POSITIVE_INFINITY;
    let windowEnds = Number.POSITIVE_INFINITY;
    do {
      const received = await queue.receive(batchSize - records.length, waitSeconds, signal);
      if (received.length > 0 && records.length === 0) {
        busy();
        heldUntil = Math.min(heldUntil, Date.now() + queue.visibilityTimeoutSeconds * 1000);
        windowEnds = Math.min(windowEnds, Date.now() + batchWindowSeconds * 1000);
      }
      for (const message of received) {
        const record = sqsRecordOf(queue, message);
        if (this.#options.filter(record)) {
          records.push(record);
          bytes += sizeOf(record);
        } else await queue.delete(message.receiptHandle, 'filtered');
      }
      waitSeconds = Math.max(0, (windowEnds - Date.now()) / 1000);
    } while (
      records.length > 0 &&
      records.length < batchSize &&
      !fillsEvent(bytes) &&
      Date.now() < windowEnds &&
      !signal.aborted
    );
    return { records, heldUntil };
  }

  /**
   * An event that Lambda throttles, or cannot run at all, is held and tried again until the visibility timeout ends; then it is let go, and
   * SQS shows its messages again.
   */
  async #process(event: SQSEvent, heldUntil: number): Promise<void> {
    const { fn, reportBatchItemFailures, backOffMs: firstBackOffMs } = this.#options;
    const request = {
      trigger: 'sqs' as const,
      causes: event.Records.map((each) => each.messageId),
      payload: event,
    };
    for (
      let backOffMs = firstBackOffMs;
      ;
      backOffMs = Math.min(backOffMs * 2, longestBackOff * firstBackOffMs)
    ) {
      const result = await fn.invoke(request);
      if (this.#stopped.signal.aborted) return;
      if (result.outcome === 'throttled' || result.outcome === 'unavailable') {
        this.#fleet.backOff();
        if (Date.now() + backOffMs >= heldUntil) return;
        await delay(backOffMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
        if (this.#stopped.signal.aborted) return;
        continue;
      }
      if (result.outcome === 'succeeded') {
        const failed = reportBatchItemFailures
          ? failedMessageIds(result.payload, event.Records)
          : new Set<string>();
        await this.#deleteAllBut(failed, event.Records);
      } else if (!reportBatchItemFailures) this.#fleet.backOff();
      // What is not deleted stays in flight until its visibility timeout ends.
      return;
    }
  }

  async #deleteAllBut(failed: Set<string>, records: SQSRecord[]): Promise<void> {
    for (const { messageId, receiptHandle } of records)
      if (!failed.has(messageId)) await this.#options.queue.delete(receiptHandle);
  }
}
