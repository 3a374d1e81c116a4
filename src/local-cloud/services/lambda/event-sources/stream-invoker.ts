import type { ShardSource, SourceRecord } from '../../../kernel/contracts/event-source.ts';
import type { InvocationResult } from '../../../kernel/contracts/invocation.ts';
import type { StreamMappingOptions } from './stream-mapping-options.ts';

/** Seconds of AWS's time between two attempts. AWS does not say how long it waits. */
const backOffSeconds = { first: 0.2, longest: 10 };

/** Whether the handler ran at all: a throttled function, and a Lambda that is down, cost no retries. */
export const hasRun = ({ outcome }: InvocationResult): boolean =>
  outcome !== 'throttled' && outcome !== 'unavailable';

/** Invokes a function for one shard, and waits between attempts. */
export class StreamInvoker {
  readonly #options: StreamMappingOptions;
  readonly #shard: ShardSource;
  readonly #stop: AbortSignal;
  #backOff = backOffSeconds.first;

  constructor(options: StreamMappingOptions, of: { shard: ShardSource; stop: AbortSignal }) {
    this.#options = options;
    this.#shard = of.shard;
    this.#stop = of.stop;
  }

  /** `causes` are what the event is about, also when it holds none of them. */
  invoke(causes: SourceRecord[], payload: { Records: object[] }): Promise<InvocationResult> {
    const { stream, fn, events } = this.#options;
    const last = causes.at(-1);
    if (last && payload.Records.length > 0) {
      events.emit({
        type: 'records-read',
        resource: fn.logicalId,
        shardId: this.#shard.shardId,
        records: payload.Records.length,
        // The age of "the last record in the batch": https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
        iteratorAgeMs: Math.max(0, Date.now() - last.createdAtMs),
      });
    }
    return fn.invoke({ trigger: stream.trigger, causes: causes.map(({ eventId }) => eventId), payload });
  }

  /** Waits until the next attempt, longer each time. False when the mapping stopped meanwhile. */
  async wait(): Promise<boolean> {
    const waited = await this.#options.clock.wait(this.#backOff, this.#stop);
    this.#backOff = Math.min(this.#backOff * 2, backOffSeconds.longest);
    return waited;
  }

  isTooOld({ createdAtMs }: SourceRecord): boolean {
    const { stream, maximumRecordAgeSeconds = stream.retentionSeconds, clock } = this.#options;
    return clock.secondsSince(createdAtMs) > maximumRecordAgeSeconds;
  }

  isLastAttempt(attempts: number): boolean {
    return attempts >= (this.#options.maximumRetryAttempts ?? Number.POSITIVE_INFINITY);
  }
}
