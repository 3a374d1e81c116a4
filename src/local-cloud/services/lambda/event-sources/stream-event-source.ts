import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../../kernel/clock.ts';
import type { SourceRecord, StreamSource } from '../../../kernel/contracts/event-source.ts';
import type { EventTargets } from '../../../kernel/contracts/event-target.ts';
import type { InvocationResult } from '../../../kernel/contracts/invocation.ts';
import { type EventPattern, matchesPattern } from '../../../kernel/event-pattern/event-pattern.ts';
import type { EventStream } from '../../../kernel/events.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import { type DiscardCondition, discardedRecordsOf } from './discarded-records.ts';
import { checkpointOf } from './stream-checkpoint.ts';

/** "the payload limit of 6 MB", less what encloses the records. */
const maxPayloadBytes = 6 * 1024 * 1024 - 1024;

/** Seconds of AWS's time between two attempts. AWS does not say how long it waits. */
const backOffSeconds = { first: 0.2, longest: 10 };

interface Options {
  stream: StreamSource;
  fn: LambdaFunction;
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  batchSize: number;
  batchWindowSeconds: number;
  parallelizationFactor: number;
  /** Undefined: until the records expire. */
  maximumRetryAttempts: number | undefined;
  maximumRecordAgeSeconds: number | undefined;
  bisectBatchOnFunctionError: boolean;
  reportBatchItemFailures: boolean;
  /** A record that fulfils none is passed over; none at all let every record in. */
  filters: EventPattern[];
  onFailureArn: string | undefined;
  clock: Clock;
  events: EventStream;
  targets: EventTargets;
}

/**
 * Lambda's poller of a stream: batches in order, each again and again until it succeeds or is given up, and nothing of
 * the same lane before that. A shard has as many lanes as its parallelization factor; a key stays in its lane.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export class StreamEventSource {
  readonly #options: Options;
  readonly #stop = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    const { stream, startingPosition, parallelizationFactor } = this.#options;
    const position = startingPosition === 'LATEST' ? stream.length : 0;
    for (let lane = 0; lane < parallelizationFactor; lane += 1) void this.#run(lane, position);
  }

  /** Begins no new batch. */
  stop(): void {
    this.#stop.abort();
  }

  async #run(lane: number, position: number): Promise<void> {
    let next = position;
    while (!this.#stop.signal.aborted) {
      const gathered = await this.#gather(lane, next);
      next = gathered.next;
      if (gathered.batch.length > 0) await this.#process(gathered.batch, { attempts: 0, invokeCount: 0 });
    }
  }

  /** A full batch, or what has come when the batching window ends; the window begins with the first record. */
  async #gather(lane: number, from: number): Promise<{ batch: SourceRecord[]; next: number }> {
    const { stream, batchSize, batchWindowSeconds } = this.#options;
    const batch: SourceRecord[] = [];
    let [next, bytes] = [from, 0];
    let windowEnds: AbortSignal | undefined;
    while (!this.#stop.signal.aborted) {
      for (; batch.length < batchSize && next < stream.length; next += 1) {
        const record = stream.record(next);
        if (!this.#isFor(record, lane)) continue;
        bytes += JSON.stringify(record.event()).length;
        if (bytes > maxPayloadBytes && batch.length > 0) return { batch, next };
        batch.push(record);
      }
      if (batch.length >= batchSize || (batch.length > 0 && batchWindowSeconds === 0)) break;
      if (batch.length > 0) windowEnds ??= AbortSignal.timeout(batchWindowSeconds * 1000);
      const ends = windowEnds ? AbortSignal.any([this.#stop.signal, windowEnds]) : this.#stop.signal;
      await stream.waitFor(next, ends).catch(() => undefined);
      if (windowEnds?.aborted) break;
    }
    return { batch, next };
  }

  #isFor(record: SourceRecord, lane: number): boolean {
    const { parallelizationFactor, filters } = this.#options;
    if (parallelizationFactor > 1 && laneOf(record.orderKey, parallelizationFactor) !== lane) return false;
    if (filters.length === 0) return true;
    const seen = record.event();
    return filters.some((filter) => matchesPattern(filter, seen));
  }

  async #process(batch: SourceRecord[], so: { attempts: number; invokeCount: number }): Promise<void> {
    const { stream, fn, clock, events, bisectBatchOnFunctionError } = this.#options;
    let records = batch;
    let { attempts, invokeCount } = so;
    let result: InvocationResult | undefined;
    let backOff = backOffSeconds.first;
    const requestId = randomUUID();
    const giveUp = (condition: DiscardCondition, discarded: SourceRecord[]) =>
      this.#discard({ batch: discarded, condition, invokeCount, requestId, result });
    for (;;) {
      const young = records.filter((record) => !this.#isTooOld(record));
      if (young.length < records.length) {
        await giveUp(
          'RecordAgeExceeded',
          records.filter((record) => !young.includes(record)),
        );
        records = young;
      }
      if (records.length === 0 || this.#stop.signal.aborted) return;
      const causes = records.map(({ eventId }) => eventId);
      result = await fn.invoke({
        trigger: stream.trigger,
        causes,
        payload: { Records: records.map((record) => record.event()) },
      });
      if (this.#stop.signal.aborted) return;
      const ran = result.outcome !== 'throttled' && result.outcome !== 'unavailable';
      if (ran) {
        invokeCount += 1;
        const failedFrom = this.#failedFrom(result, records);
        if (failedFrom === records.length) return;
        records = records.slice(failedFrom);
        if (failedFrom === 0 && bisectBatchOnFunctionError && records.length > 1) {
          // "Splitting batches doesn't consume the retry quota."
          const middle = Math.ceil(records.length / 2);
          await this.#process(records.slice(0, middle), { attempts, invokeCount });
          await this.#process(records.slice(middle), { attempts, invokeCount });
          return;
        }
        if (attempts >= (this.#options.maximumRetryAttempts ?? Number.POSITIVE_INFINITY)) {
          await giveUp('RetryAttemptsExhausted', records);
          return;
        }
        attempts += 1;
      }
      if (!(await clock.wait(backOff, this.#stop.signal))) return;
      backOff = Math.min(backOff * 2, backOffSeconds.longest);
      for (const eventId of causes)
        events.emit({ type: 'event-retried', resource: fn.logicalId, eventId, attempt: attempts + 1 });
    }
  }

  /** The position of the first record that has to be tried again; the number of records when none has. */
  #failedFrom(result: InvocationResult, records: SourceRecord[]): number {
    if (result.outcome !== 'succeeded') return 0;
    return this.#options.reportBatchItemFailures ? checkpointOf(result.payload, records) : records.length;
  }

  #isTooOld({ createdAtMs }: SourceRecord): boolean {
    const { stream, maximumRecordAgeSeconds = stream.retentionSeconds, clock } = this.#options;
    return clock.secondsSince(createdAtMs) > maximumRecordAgeSeconds;
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

/** Always the same lane for a key, and keys spread over all. */
function laneOf(orderKey: string, lanes: number): number {
  return createHash('md5').update(orderKey).digest().readUInt32BE(0) % lanes;
}
