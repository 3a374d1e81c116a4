import { EventEmitter, once } from 'node:events';
import type { HashRange } from './hash-range.ts';
import type { ShardThroughput } from './shard-throughput.ts';

/** A record in a shard. */
export interface StoredRecord {
  sequenceNumber: string;
  partitionKey: string;
  /** Base64, as it came. */
  data: string;
  /** Of the data and the partition key. */
  sizeBytes: number;
  /** Unix ms. */
  arrivedAtMs: number;
}

/** A part of a stream: records of one range of hash keys, in the order in which they were put. */
export class Shard {
  readonly id: string;
  readonly range: HashRange;
  /** What it was split from (one) or merged from (two). */
  readonly parentIds: readonly string[];
  readonly startingSequenceNumber: string;
  readonly openedAtMs: number;
  readonly throughput: ShardThroughput;
  readonly records: StoredRecord[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);
  #closed: { sequenceNumber: string; atMs: number } | undefined;

  constructor(options: {
    id: string;
    range: HashRange;
    parentIds: readonly string[];
    startingSequenceNumber: string;
    openedAtMs: number;
    throughput: ShardThroughput;
  }) {
    this.id = options.id;
    this.range = options.range;
    this.parentIds = options.parentIds;
    this.startingSequenceNumber = options.startingSequenceNumber;
    this.openedAtMs = options.openedAtMs;
    this.throughput = options.throughput;
  }

  /** Set when it takes no more records. */
  get closed(): { sequenceNumber: string; atMs: number } | undefined {
    return this.#closed;
  }

  append(record: StoredRecord): void {
    this.records.push(record);
    this.#news.emit('change');
  }

  close(sequenceNumber: string, atMs: number): void {
    this.#closed = { sequenceNumber, atMs };
    this.#news.emit('change');
  }

  /** The position of the first record with this number or a higher one. */
  positionOf(sequenceNumber: string): number {
    const wanted = BigInt(sequenceNumber);
    return this.#firstPosition((record) => BigInt(record.sequenceNumber) >= wanted);
  }

  /** The position of the first record that came at this time or later, Unix ms. */
  positionAt(ms: number): number {
    return this.#firstPosition(({ arrivedAtMs }) => arrivedAtMs >= ms);
  }

  /** Resolves when there is a record at `position` or later, or never will be. Rejects when `signal` ends the wait. */
  async waitFor(position: number, signal: AbortSignal): Promise<void> {
    while (this.records.length <= position && !this.#closed) await once(this.#news, 'change', { signal });
  }

  /** Binary: what holds for a record holds for all after it. */
  #firstPosition(holds: (record: StoredRecord) => boolean): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.records[middle] as StoredRecord)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
