import { Stream } from 'node:stream';
import type { DynaliteDb, DynaliteStore, KeyRange } from './dynalite-internals.ts';
import { DynamoDbError, resourceNotFound } from './errors.ts';
import { type Item, itemSizeBytes } from './item.ts';
import type { OrderedItems } from './ordered-items.ts';
import type { Table } from './table.ts';

/** AWS: 400 KB, names included. */
export const maxItemBytes = 400 * 1024;

/** An item that an operation looked at; `written` when it would store or delete it. */
export interface Change {
  table: Table;
  key: string;
  before: Item | undefined;
  after: Item | undefined;
  written: boolean;
}

/** What an operation would do, before it is done. */
export interface Attempt<T> {
  changes: Change[];
  outcome: { value: T } | { error: DynamoDbError };
}

/**
 * Where dynalite's actions read and write. A write happens in an attempt: nothing is stored before it is known what
 * would be, so that capacity can refuse it and a transaction can be all or nothing.
 */
export class ItemStore implements DynaliteStore {
  readonly options = { maxItemSize: maxItemBytes };
  readonly tables = new Map<string, Table>();
  #attempt: Map<string, Change> | undefined;
  #waiting: ItemStream[] = [];

  /** The table with this name or ARN. Throws DynamoDB's ResourceNotFoundException. */
  table(nameOrArn: string): Table {
    const table = this.tables.get(nameOrArn.split('/').at(-1) ?? '');
    if (!table) throw resourceNotFound(`Requested resource not found: Table: ${nameOrArn} not found`);
    return table;
  }

  /** Runs work whose writes are only noted. An error of DynamoDB's is part of the outcome. */
  attempt<T>(work: () => T): Attempt<T> {
    const noted = new Map<string, Change>();
    this.#attempt = noted;
    try {
      const value = work();
      return { changes: [...noted.values()], outcome: { value } };
    } catch (error) {
      if (!(error instanceof DynamoDbError)) throw error;
      return { changes: [...noted.values()], outcome: { error } };
    } finally {
      this.#attempt = undefined;
    }
  }

  /** Lets the streams of a query or scan flow; gives the bytes of the items that it evaluated. */
  flow(): number {
    const streams = this.#waiting;
    this.#waiting = [];
    return streams.reduce((bytes, each) => bytes + each.flow(), 0);
  }

  getTable(
    name: string,
    checkStatus: boolean | ((error: unknown, table?: Table['definition']) => void),
    callback?: (error: unknown, table?: Table['definition']) => void,
  ): void {
    const answer = typeof checkStatus === 'function' ? checkStatus : callback;
    const table = this.tables.get(name.split('/').at(-1) ?? '');
    if (table) answer?.(null, table.definition);
    else answer?.(resourceNotFound('Requested resource not found'));
  }

  getItemDb(name: string): DynaliteDb {
    const table = this.table(name);
    return {
      lock: (_key, work) => work((callback) => callback),
      get: (key, callback) => callback(null, this.#note(table, key)?.after ?? table.items.get(key)),
      put: (key, item, callback) => {
        this.#write(table, key, item);
        callback(null);
      },
      del: (key, callback) => {
        this.#write(table, key, undefined);
        callback(null);
      },
      createValueStream: (range) => this.#stream(table.items, range),
    };
  }

  getIndexDb(_type: string, tableName: string, indexName: string): DynaliteDb {
    const index = this.table(tableName).index(indexName);
    const done = (callback: (error: unknown) => void) => callback(null);
    return {
      lock: (_key, work) => work((callback) => callback),
      get: (_key, callback) => callback(null, undefined),
      // The table keeps its indexes itself, with the changes of an attempt.
      put: (_key, _item, callback) => done(callback),
      del: (_key, callback) => done(callback),
      createValueStream: (range) => this.#stream(index.entries, range),
    };
  }

  #note(table: Table, key: string): Change | undefined {
    if (!this.#attempt) return undefined;
    const id = `${table.name}\0${key}`;
    let change = this.#attempt.get(id);
    if (!change) {
      const item = table.items.get(key);
      change = { table, key, before: item, after: item, written: false };
      this.#attempt.set(id, change);
    }
    return change;
  }

  #write(table: Table, key: string, item: Item | undefined): void {
    const change = this.#note(table, key);
    if (!change) throw new Error('An item is written outside of an attempt.');
    change.after = item;
    change.written = true;
  }

  #stream(items: OrderedItems, range: KeyRange): ItemStream {
    const stream = new ItemStream(items, range);
    this.#waiting.push(stream);
    return stream;
  }
}

/** Items one by one, as dynalite reads them: 'data' for each, until it has enough, then 'end'. */
class ItemStream extends Stream {
  readonly #items: OrderedItems;
  readonly #range: KeyRange;
  #enough = false;

  constructor(items: OrderedItems, range: KeyRange) {
    super();
    this.#items = items;
    this.#range = range;
  }

  destroy(): void {
    this.#enough = true;
  }

  /** Gives the bytes of the items that were taken; the one that was too much is not. */
  flow(): number {
    let bytes = 0;
    for (const item of this.#items.range(this.#range)) {
      this.emit('data', item);
      if (this.#enough) break;
      bytes += itemSizeBytes(item);
    }
    this.emit('end');
    return bytes;
  }
}
