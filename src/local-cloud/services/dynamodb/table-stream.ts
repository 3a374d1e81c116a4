import { EventEmitter, once } from 'node:events';
import { isSameItem } from './comparison.ts';
import type { KeySchemaElement } from './dynalite-internals.ts';
import type { Item } from './item.ts';
import { itemSizeBytes, pick } from './item.ts';

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** What a record is made of. */
interface ItemChange {
  key: string;
  before: Item | undefined;
  after: Item | undefined;
}

/** One change of one item. */
export interface StreamRecord {
  eventId: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** 21 digits, rising with every record of the stream. */
  sequenceNumber: string;
  createdAtMs: number;
  /** The place of its item; records of one item keep their order. */
  itemKey: string;
  keys: Item;
  newImage?: Item;
  oldImage?: Item;
  sizeBytes: number;
  /** Deleted by Time to Live, not by a request. */
  byTimeToLive: boolean;
}

/**
 * The stream of a table: every change once, in the order in which it happened. It has one shard.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 */
export class TableStream {
  readonly arn: string;
  readonly tableName: string;
  readonly keySchema: KeySchemaElement[];
  readonly createdAtSeconds = Date.now() / 1000;
  readonly viewType: StreamViewType;
  readonly shardId = 'shardId-00000001735689600000-00000000';
  readonly records: StreamRecord[] = [];
  readonly #keyNames: string[];
  readonly #news = new EventEmitter().setMaxListeners(0);

  #isClosed = false;

  constructor(options: {
    arn: string;
    tableName: string;
    viewType: StreamViewType;
    keySchema: KeySchemaElement[];
  }) {
    this.arn = options.arn;
    this.tableName = options.tableName;
    this.viewType = options.viewType;
    this.keySchema = options.keySchema;
    this.#keyNames = options.keySchema.map((each) => each.AttributeName);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Takes no more records. */
  close(): void {
    this.#isClosed = true;
    this.#news.emit('record');
  }

  /** Writes a record, unless nothing changed; gives its id. */
  append({ key, before, after }: ItemChange, byTimeToLive: boolean): string | undefined {
    const image = after ?? before;
    if (!image || isSameItem(before, after)) return undefined;
    const keys = pick(image, this.#keyNames);
    const newImage = after && /NEW/.test(this.viewType) ? after : undefined;
    const oldImage = before && /OLD/.test(this.viewType) ? before : undefined;
    const sequence = this.records.length + 1;
    const eventId = sequence.toString(16).padStart(32, '0');
    this.records.push({
      eventId,
      eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      sequenceNumber: sequenceNumberOf(this.records.length),
      createdAtMs: Date.now(),
      itemKey: key,
      keys,
      ...(newImage && { newImage }),
      ...(oldImage && { oldImage }),
      sizeBytes:
        itemSizeBytes(keys) +
        (newImage ? itemSizeBytes(newImage) : 0) +
        (oldImage ? itemSizeBytes(oldImage) : 0),
      byTimeToLive,
    });
    this.#news.emit('record');
    return eventId;
  }

  /** Resolves when there is a record at `position` or later, or never will be. Rejects when `signal` ends the wait. */
  async waitFor(position: number, signal: AbortSignal): Promise<void> {
    while (this.records.length <= position && !this.#isClosed) await once(this.#news, 'record', { signal });
  }
}

/** The sequence number of the record at a position: 21 digits. */
export const sequenceNumberOf = (position: number): string =>
  String(100_000_000_000_000_000_001n + BigInt(position));
