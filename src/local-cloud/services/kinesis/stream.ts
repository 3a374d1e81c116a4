import { EventEmitter } from 'node:events';
import { arnOf } from '../../kernel/account.ts';
import { equalRanges, type HashRange } from './hash-range.ts';
import type { SequenceNumbers } from './sequence-numbers.ts';
import type { ShardLimits } from './settings.ts';
import { Shard, type StoredRecord } from './shard.ts';
import { ShardThroughput } from './shard-throughput.ts';

export type StreamMode = 'PROVISIONED' | 'ON_DEMAND';
export type StreamStatus = 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING';

/** What all streams of a cloud share. */
export interface StreamSurroundings {
  sequenceNumbers: SequenceNumbers;
  shardLimits: ShardLimits;
  clock: { now(): number; secondsSince(milliseconds: number): number };
}

/** "The default retention period is 24 hours." */
const defaultRetentionHours = 24;

/** A data stream: open shards that share all hash keys, and closed ones whose records are kept. */
export class Stream {
  readonly name: string;
  readonly arn: string;
  /** In the template; the name of one that was created by the API. */
  readonly logicalId: string;
  readonly mode: StreamMode;
  readonly createdAtMs = Date.now();
  readonly tags = new Map<string, string>();
  status: StreamStatus = 'CREATING';
  retentionHours = defaultRetentionHours;
  readonly #surroundings: StreamSurroundings;
  readonly #shards: Shard[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);

  constructor(
    options: { name: string; logicalId: string; mode: StreamMode; shardCount: number },
    surroundings: StreamSurroundings,
  ) {
    this.name = options.name;
    this.arn = streamArn(options.name);
    this.logicalId = options.logicalId;
    this.mode = options.mode;
    this.#surroundings = surroundings;
    for (const range of equalRanges(options.shardCount)) this.#open(range, []);
  }

  /** Those that can still be read; a closed one goes when its last record may have expired. */
  get shards(): readonly Shard[] {
    return this.#shards.filter(
      ({ closed }) => !closed || this.#surroundings.clock.secondsSince(closed.atMs) <= this.retentionSeconds,
    );
  }

  /** All that it ever had, for who still reads one. */
  get allShards(): readonly Shard[] {
    return this.#shards;
  }

  get openShards(): readonly Shard[] {
    return this.#shards.filter(({ closed }) => !closed);
  }

  get retentionSeconds(): number {
    return this.retentionHours * 3600;
  }

  shard(id: string): Shard | undefined {
    return this.shards.find((each) => each.id === id);
  }

  shardFor(hashKey: bigint): Shard {
    return this.openShards.find(({ range }) => range.from <= hashKey && hashKey <= range.to) as Shard;
  }

  /** The position of the oldest record that is kept. */
  horizonOf(shard: Shard): number {
    const { clock } = this.#surroundings;
    const at = shard.records.findIndex(
      (each) => clock.secondsSince(each.arrivedAtMs) <= this.retentionSeconds,
    );
    return at === -1 ? shard.records.length : at;
  }

  append(shard: Shard, record: Omit<StoredRecord, 'sequenceNumber' | 'arrivedAtMs'>): StoredRecord {
    const stored = {
      ...record,
      sequenceNumber: this.#surroundings.sequenceNumbers.next(),
      arrivedAtMs: Date.now(),
    };
    shard.append(stored);
    return stored;
  }

  /** Closes shards and opens others in their place; each child knows which of the parents it overlaps. */
  reshard(parents: readonly Shard[], children: readonly HashRange[]): void {
    for (const each of parents) each.close(this.#surroundings.sequenceNumbers.next(), Date.now());
    for (const range of children) {
      const of = parents.filter((parent) => parent.range.from <= range.to && range.from <= parent.range.to);
      this.#open(
        range,
        of.map(({ id }) => id),
      );
    }
    this.#news.emit('shards');
  }

  /** It is gone: nobody waits for its records any more. */
  end(): void {
    for (const each of this.openShards) each.close(this.#surroundings.sequenceNumbers.next(), Date.now());
  }

  onNewShards(listener: () => void): () => void {
    this.#news.on('shards', listener);
    return () => void this.#news.off('shards', listener);
  }

  #open(range: HashRange, parentIds: readonly string[]): void {
    const { sequenceNumbers, shardLimits, clock } = this.#surroundings;
    this.#shards.push(
      new Shard({
        id: `shardId-${String(this.#shards.length).padStart(12, '0')}`,
        range,
        parentIds,
        startingSequenceNumber: sequenceNumbers.next(),
        openedAtMs: Date.now(),
        throughput: new ShardThroughput(shardLimits, () => clock.now()),
      }),
    );
  }
}

export const streamArn = (name: string): string => arnOf('kinesis', `stream/${name}`);
