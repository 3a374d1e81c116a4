import { createHash } from 'node:crypto';
import type { ShardSource, SourceRecord } from '../../../kernel/contracts/event-source.ts';
import { matchesPattern } from '../../../kernel/event-pattern/event-pattern.ts';
import { StreamBatches } from './stream-batches.ts';
import type { StreamMappingOptions } from './stream-mapping-options.ts';
import { TumblingWindows } from './tumbling-windows.ts';

/** "the payload limit of 6 MB", less what encloses the records. */
const maxPayloadBytes = 6 * 1024 * 1024 - 1024;

interface Gathered {
  batch: SourceRecord[];
  /** The position after the last record that was looked at. */
  next: number;
}

/**
 * One reader of a shard: batches in order, each again and again until it succeeds or is given up, and nothing else
 * before that. Where a shard has several lanes, a key stays in its own.
 */
export class ShardLane {
  readonly #options: StreamMappingOptions;
  readonly #shard: ShardSource;
  readonly #lane: number;
  readonly #stop: AbortSignal;
  readonly #batches: StreamBatches;
  readonly #windows: TumblingWindows | undefined;

  constructor(options: StreamMappingOptions, of: { shard: ShardSource; lane: number; stop: AbortSignal }) {
    this.#options = options;
    this.#shard = of.shard;
    this.#lane = of.lane;
    this.#stop = of.stop;
    this.#windows = options.tumblingWindowSeconds > 0 ? new TumblingWindows(options, of) : undefined;
    this.#batches = new StreamBatches(options, { ...of, windows: this.#windows });
  }

  /** Resolves when the shard is closed and read to its end, or when the mapping stops. */
  async run(from: number): Promise<void> {
    let next = from;
    while (!this.#stop.aborted) {
      const gathered = await this.#gather(next);
      next = gathered.next;
      const [first] = gathered.batch;
      if (first) {
        await this.#windows?.openFor(first);
        await this.#batches.process(gathered.batch);
      } else {
        // Nothing more comes for the window that is open: the shard ended, or the wait did.
        await this.#windows?.end();
        if (this.#isAtEnd(next)) return;
      }
    }
  }

  #isAtEnd(next: number): boolean {
    return this.#shard.isClosed && next >= this.#shard.length;
  }

  /**
   * A full batch, or what has come when the batching window ends; the window begins with the first record. Nothing, when
   * the shard is at its end or the open tumbling window is over.
   */
  async #gather(from: number): Promise<Gathered> {
    const { batchSize, batchWindowSeconds } = this.#options;
    const shard = this.#shard;
    const batch: SourceRecord[] = [];
    let [next, bytes] = [from, 0];
    let ends: AbortSignal | undefined;
    while (!this.#stop.aborted) {
      for (; batch.length < batchSize && next < shard.length; next += 1) {
        const record = shard.record(next);
        if (!this.#isFor(record)) continue;
        bytes += JSON.stringify(record.event()).length;
        const [first] = batch;
        if (first && (bytes > maxPayloadBytes || this.#windows?.areApart(first, record) === true))
          return { batch, next };
        batch.push(record);
      }
      if (batch.length >= batchSize || (batch.length > 0 && batchWindowSeconds === 0)) break;
      if (this.#isAtEnd(next)) break;
      ends ??= batch.length > 0 ? AbortSignal.timeout(batchWindowSeconds * 1000) : undefined;
      await this.#waitFor(next, ends ?? this.#windows?.over);
      if (ends?.aborted || (batch.length === 0 && next >= shard.length && this.#windows?.over?.aborted))
        break;
    }
    return { batch, next };
  }

  async #waitFor(position: number, ends: AbortSignal | undefined): Promise<void> {
    const signal = ends ? AbortSignal.any([this.#stop, ends]) : this.#stop;
    await this.#shard.waitFor(position, signal).catch(() => undefined);
  }

  #isFor(record: SourceRecord): boolean {
    const { parallelizationFactor, filters } = this.#options;
    if (parallelizationFactor > 1 && laneOf(record.orderKey, parallelizationFactor) !== this.#lane)
      return false;
    if (filters.length === 0) return true;
    const seen = record.filterable();
    return seen !== undefined && filters.some((filter) => matchesPattern(filter, seen));
  }
}

/** Always the same lane for a key, and keys spread over all. */
function laneOf(orderKey: string, lanes: number): number {
  return createHash('md5').update(orderKey).digest().readUInt32BE(0) % lanes;
}
