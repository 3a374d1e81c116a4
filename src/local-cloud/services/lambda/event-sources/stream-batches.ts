import { randomUUID } from 'node:crypto';
import type { ShardSource, SourceRecord } from '../../../kernel/contracts/event-source.ts';
import type { InvocationResult } from '../../../kernel/contracts/invocation.ts';
import { type DiscardCondition, discardedRecordsOf } from './discarded-records.ts';
import { checkpointOf } from './stream-checkpoint.ts';
import { hasRun, StreamInvoker } from './stream-invoker.ts';
import type { StreamMappingOptions } from './stream-mapping-options.ts';
import type { TumblingWindows } from './tumbling-windows.ts';

/** What the halves of a batch inherit from it. */
interface Past {
  attempts: number;
  invokeCount: number;
}

/**
 * Gives batches of one shard to the function, each until it succeeds or is given up.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export class StreamBatches {
  readonly #options: StreamMappingOptions;
  readonly #of: { shard: ShardSource; stop: AbortSignal; windows: TumblingWindows | undefined };

  constructor(
    options: StreamMappingOptions,
    of: { shard: ShardSource; stop: AbortSignal; windows: TumblingWindows | undefined },
  ) {
    this.#options = options;
    this.#of = of;
  }

  async process(batch: SourceRecord[], past: Past = { attempts: 0, invokeCount: 0 }): Promise<void> {
    const { fn, events, bisectBatchOnFunctionError } = this.#options;
    const { stop, windows } = this.#of;
    const invoker = new StreamInvoker(this.#options, this.#of);
    const requestId = randomUUID();
    let records = batch;
    let { attempts, invokeCount } = past;
    let result: InvocationResult | undefined;
    const giveUp = (condition: DiscardCondition, discarded: SourceRecord[]) =>
      this.#discard({ batch: discarded, condition, invokeCount, requestId, result });
    for (;;) {
      const young = records.filter((record) => !invoker.isTooOld(record));
      if (young.length < records.length) {
        await giveUp(
          'RecordAgeExceeded',
          records.filter((record) => !young.includes(record)),
        );
        records = young;
      }
      if (records.length === 0 || stop.aborted) return;
      const Records = records.map((record) => record.event());
      result = await invoker.invoke(records, windows?.eventOf(Records) ?? { Records });
      if (stop.aborted) return;
      if (hasRun(result)) {
        invokeCount += 1;
        const failedFrom = this.#failedFrom(result, records);
        if (failedFrom > 0) await windows?.keep(result, records[failedFrom - 1] as SourceRecord);
        if (failedFrom === records.length) return;
        records = records.slice(failedFrom);
        if (failedFrom === 0 && bisectBatchOnFunctionError && records.length > 1) {
          // "Splitting batches doesn't consume the retry quota."
          const middle = Math.ceil(records.length / 2);
          await this.process(records.slice(0, middle), { attempts, invokeCount });
          await this.process(records.slice(middle), { attempts, invokeCount });
          return;
        }
        if (invoker.isLastAttempt(attempts)) return giveUp('RetryAttemptsExhausted', records);
        attempts += 1;
      }
      if (!(await invoker.wait())) return;
      for (const { eventId } of records)
        events.emit({ type: 'event-retried', resource: fn.logicalId, eventId, attempt: attempts + 1 });
    }
  }

  /** The position of the first record that has to be tried again; the number of records when none has. */
  #failedFrom(result: InvocationResult, records: SourceRecord[]): number {
    if (result.outcome !== 'succeeded' || this.#of.windows?.isAnswer(result.payload) === false) return 0;
    return this.#options.reportBatchItemFailures ? checkpointOf(result.payload, records) : records.length;
  }

  async #discard(options: {
    batch: SourceRecord[];
    condition: DiscardCondition;
    invokeCount: number;
    requestId: string;
    result: InvocationResult | undefined;
  }): Promise<void> {
    const { stream, fn, events, targets, onFailureArn } = this.#options;
    const { batch, condition } = options;
    const causes = batch.map(({ eventId }) => eventId);
    let to: string | undefined;
    if (onFailureArn !== undefined) {
      const target = targets.resolve(onFailureArn);
      const payload = discardedRecordsOf({
        ...options,
        stream,
        shardId: this.#of.shard.shardId,
        functionArn: fn.arn,
        version: fn.version,
      });
      // A destination that refuses loses the note of the records; the shard goes on all the same.
      await target.deliver({ trigger: stream.trigger, causes, payload }).then(
        () => {
          to = target.logicalId;
        },
        () => undefined,
      );
    }
    for (const eventId of causes) {
      events.emit({
        type: 'event-given-up',
        resource: fn.logicalId,
        eventId,
        reason: condition,
        ...(to !== undefined && { to }),
      });
    }
  }
}
