import type { ShardSource } from '../../../kernel/contracts/event-source.ts';
import { ShardLane } from './shard-lane.ts';
import type { StreamMappingOptions } from './stream-mapping-options.ts';

/**
 * Lambda's poller of a stream: every shard by itself, and the children of one that was split or merged when it is read
 * to its end. A shard has as many lanes as its parallelization factor.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export class StreamEventSource {
  readonly #options: StreamMappingOptions;
  readonly #stop = new AbortController();
  /** By shard: resolves when it is read to its end. */
  readonly #read = new Map<string, Promise<void>>();
  #forgetShards: () => void = () => undefined;

  constructor(options: StreamMappingOptions) {
    this.#options = options;
  }

  start(): void {
    const { stream } = this.#options;
    for (const shard of stream.shards) this.#begin(shard, this.#startIn(shard));
    this.#forgetShards = stream.onNewShards(() => {
      for (const shard of stream.shards) if (!this.#read.has(shard.shardId)) this.#begin(shard, 0);
    });
  }

  /** Begins no new batch. */
  stop(): void {
    this.#forgetShards();
    this.#stop.abort();
  }

  /** Resolves when every shard that there is now is read to its end, which only a closed one has. */
  async readToEnd(): Promise<void> {
    await Promise.all(this.#read.values());
  }

  #begin(shard: ShardSource, position: number): void {
    const parents = shard.parentIds.map((id) => this.#read.get(id));
    const lanes = Array.from(
      { length: this.#options.parallelizationFactor },
      (_, lane) => new ShardLane(this.#options, { shard, lane, stop: this.#stop.signal }),
    );
    this.#read.set(
      shard.shardId,
      Promise.all(parents)
        .then(() => Promise.all(lanes.map((lane) => lane.run(position))))
        .then(() => undefined),
    );
  }

  #startIn(shard: ShardSource): number {
    const { startingPosition } = this.#options;
    if (startingPosition.type === 'LATEST') return shard.length;
    let position = shard.horizon;
    if (startingPosition.type === 'AT_TIMESTAMP')
      while (position < shard.length && shard.record(position).createdAtMs < startingPosition.timestampMs)
        position += 1;
    return position;
  }
}
