import { setTimeout as delay } from 'node:timers/promises';
import type { ApiServerError } from '../../http/api-server.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { StreamSource } from '../../kernel/contracts/event-source.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { internalFailure, rateExceeded, unavailable } from './errors.ts';
import type { NewRecord } from './new-record.ts';
import { eventIdOf } from './record-event.ts';
import type { KinesisSettings } from './settings.ts';
import type { Shard } from './shard.ts';
import { type Stream, streamArn } from './stream.ts';
import { StreamMetrics } from './stream-metrics.ts';
import { streamSourceOf } from './stream-source.ts';
import { Streams } from './streams.ts';

/** Kinesis Data Streams: streams in memory, and what every action does with them. */
export class Kinesis {
  readonly streams: Streams;
  readonly metrics: StreamMetrics;
  readonly #kernel: Kernel;

  constructor(kernel: Kernel, settings: KinesisSettings) {
    this.#kernel = kernel;
    this.metrics = new StreamMetrics(kernel.metrics);
    this.streams = new Streams(kernel.clock, settings.kinesisShardLimits);
  }

  get clock(): Clock {
    return this.#kernel.clock;
  }

  /** The stream with this ARN, for event source mappings. Throws a DeployError when there is none. */
  source(arn: string): StreamSource {
    const stream = this.streams.all.find((each) => each.arn === arn);
    if (stream) return streamSourceOf(stream);
    throw new DeployError(
      `There is no stream ${arn}.`,
      `Refer to one of this stack with Fn::GetAtt and Arn; it looks like ${streamArn('name')}.`,
    );
  }

  /**
   * Puts a record into the shard of its hash key. Throws ProvisionedThroughputExceededException when that takes no more in
   * this second.
   */
  put(stream: Stream, record: NewRecord, caller: ActionCaller): { sequenceNumber: string; shard: Shard } {
    const { events } = this.#kernel;
    const shard = stream.shardFor(record.hashKey);
    if (!shard.throughput.takeWrite(record.sizeBytes)) throw this.#refused(stream, shard, record, caller);
    const { partitionKey, data, sizeBytes } = record;
    this.metrics.put(stream.name, sizeBytes);
    const stored = stream.append(shard, { partitionKey, data, sizeBytes });
    events.emit({
      type: 'record-put',
      resource: stream.logicalId,
      eventId: eventIdOf(shard, stored),
      shardId: shard.id,
      partitionKey,
      bytes: sizeBytes,
      ...caller,
    });
    return { sequenceNumber: stored.sequenceNumber, shard };
  }

  /** What is broken on purpose strikes before a call does anything. */
  async suffer(stream: Stream, operation: string, caller: ActionCaller): Promise<void> {
    await this.sufferWhole(stream, caller);
    const { faults } = this.#kernel;
    const id = caller.invocationId;
    if (faults.strike(stream.logicalId, 'fail', id)) throw internalFailure();
    if (!faults.strike(stream.logicalId, 'throttle', id)) return;
    this.tellThrottled(stream, operation, caller);
    throw rateExceeded(stream, stream.openShards[0] as Shard);
  }

  /** As `suffer`, for a call whose records succeed and fail each for itself. */
  async sufferWhole({ logicalId }: Stream, { invocationId: id }: ActionCaller): Promise<void> {
    const { faults } = this.#kernel;
    const slow = faults.strike(logicalId, 'slow', id);
    if (slow) await delay(slow.milliseconds);
    if (faults.strike(logicalId, 'down', id)) throw unavailable();
  }

  /** What is broken on purpose strikes one record of several. */
  sufferEach(stream: Stream, record: NewRecord, caller: ActionCaller): void {
    const { faults } = this.#kernel;
    const id = caller.invocationId;
    if (faults.strike(stream.logicalId, 'fail', id)) throw internalFailure();
    if (faults.strike(stream.logicalId, 'throttle', id))
      throw this.#refused(stream, stream.shardFor(record.hashKey), record, caller);
  }

  tellThrottled(
    { logicalId: resource, name }: Stream,
    operation: string,
    { invocationId }: ActionCaller,
  ): void {
    if (operation === 'GetRecords') this.metrics.refused(name, 'Read');
    this.#kernel.events.emit({ type: 'capacity-throttled', resource, operation, invocationId });
  }

  #refused(stream: Stream, shard: Shard, { partitionKey }: NewRecord, caller: ActionCaller): ApiServerError {
    this.metrics.refused(stream.name, 'Write');
    this.#kernel.events.emit({
      type: 'record-refused',
      resource: stream.logicalId,
      shardId: shard.id,
      partitionKey,
      ...caller,
    });
    return rateExceeded(stream, shard);
  }
}
