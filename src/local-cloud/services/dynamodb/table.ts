import { randomUUID } from 'node:crypto';
import { arnOf } from '../../kernel/account.ts';
import type { TableCapacity } from './capacity/table-capacity.ts';
import { type DynaliteTable, type IndexDefinition, indexKeyOf, itemKeyOf } from './dynalite-internals.ts';
import { validationError } from './errors.ts';
import { type Item, itemSizeBytes, keyText, pick } from './item.ts';
import { canBeKey } from './keys.ts';
import { OrderedItems } from './ordered-items.ts';
import type { Replica } from './replication/replica.ts';
import type { TableDefinition } from './table-definition.ts';
import type { TableStream } from './table-stream.ts';
import type { TimeToLive } from './time-to-live.ts';

/** A secondary index with its entries. */
export interface SecondaryIndex {
  kind: 'global' | 'local';
  definition: IndexDefinition;
  entries: OrderedItems;
}

/** One table: its items, its indexes, its capacity, and what hangs on it. */
export class Table {
  readonly logicalId: string;
  readonly keyNames: string[];
  readonly items = new OrderedItems();
  readonly id = randomUUID();
  readonly createdAtSeconds = Date.now() / 1000;
  readonly tags = new Map<string, string>();
  given: TableDefinition;
  definition: DynaliteTable;
  indexes: SecondaryIndex[];
  capacity: TableCapacity;
  stream: TableStream | undefined;
  timeToLive: TimeToLive | undefined;
  /** Its part in a global table of several Regions. */
  replica: Replica | undefined;
  /** When it last became an on-demand table, in seconds since 1970. */
  onDemandSince: number | undefined;
  #bytes = 0;

  constructor(options: { logicalId: string; given: TableDefinition; capacity: TableCapacity }) {
    const { logicalId, given, capacity } = options;
    this.logicalId = logicalId;
    this.given = given;
    this.capacity = capacity;
    this.keyNames = given.KeySchema.map((each) => each.AttributeName);
    this.definition = definitionOf(given);
    this.indexes = indexesOf(given);
    if (given.BillingMode === 'PAY_PER_REQUEST') this.onDemandSince = this.createdAtSeconds;
  }

  /** Becomes what is given now: indexes that are new are filled with what the table holds, others keep their entries. */
  redefine(given: TableDefinition, capacity: TableCapacity): void {
    const old = this.indexes;
    if (given.BillingMode === 'PAY_PER_REQUEST' && this.given.BillingMode !== 'PAY_PER_REQUEST')
      this.onDemandSince = Date.now() / 1000;
    this.given = given;
    this.capacity = capacity;
    this.definition = definitionOf(given);
    this.indexes = indexesOf(given).map((index) => {
      const { IndexName: name } = index.definition;
      const kept = old.find(({ kind, definition }) => kind === index.kind && definition.IndexName === name);
      if (kept) return { ...index, entries: kept.entries };
      for (const item of this.items.range({})) {
        const entry = this.entryOf(index, item);
        if (entry) index.entries.set(this.indexKeyOf(index, entry), entry);
      }
      return index;
    });
  }

  get name(): string {
    return this.given.TableName;
  }

  get arn(): string {
    return tableArn(this.name);
  }

  /** Throws DynamoDB's ValidationException when there is none of this name. */
  index(name: string): SecondaryIndex {
    const index = this.indexes.find((each) => each.definition.IndexName === name);
    if (!index) throw validationError(`The table does not have the specified index: ${name}`);
    return index;
  }

  keyOf(item: Item): string {
    return itemKeyOf(item, this.definition);
  }

  keyText(item: Item): string {
    return keyText(this.keyNames, item);
  }

  /**
   * What an index holds of an item: nothing, unless the item has all attributes of the index's key. An item from before
   * the index may have something else there, and is then left out.
   */
  entryOf({ definition }: SecondaryIndex, item: Item | undefined): Item | undefined {
    const indexKeys = definition.KeySchema.map((each) => each.AttributeName);
    if (
      !item ||
      !definition.KeySchema.every((each) => canBeKey(item[each.AttributeName], each, this.definition))
    )
      return undefined;
    if (definition.Projection.ProjectionType === 'ALL') return item;
    return pick(item, [...indexKeys, ...this.keyNames, ...(definition.Projection.NonKeyAttributes ?? [])]);
  }

  /** Whether an index has this attribute of its items. */
  projects({ definition }: SecondaryIndex, name: string): boolean {
    return (
      this.keyNames.includes(name) ||
      definition.KeySchema.some((each) => each.AttributeName === name) ||
      (definition.Projection.NonKeyAttributes ?? []).includes(name)
    );
  }

  indexKeyOf({ definition }: SecondaryIndex, entry: Item): string {
    return indexKeyOf(entry, this.definition, definition.KeySchema);
  }

  /** Stores an item in the table and its indexes, or removes it. */
  store(key: string, before: Item | undefined, after: Item | undefined): void {
    for (const index of this.indexes) {
      const old = this.entryOf(index, before);
      const fresh = this.entryOf(index, after);
      const freshKey = fresh && this.indexKeyOf(index, fresh);
      const oldKey = old && this.indexKeyOf(index, old);
      if (oldKey !== undefined && oldKey !== freshKey) index.entries.delete(oldKey);
      if (fresh && freshKey !== undefined) index.entries.set(freshKey, fresh);
    }
    this.#bytes += (after ? itemSizeBytes(after) : 0) - (before ? itemSizeBytes(before) : 0);
    if (after) this.items.set(key, after);
    else this.items.delete(key);
    this.timeToLive?.note(key, after);
  }

  get bytes(): number {
    return this.#bytes;
  }
}

function definitionOf(given: TableDefinition): DynaliteTable {
  return {
    TableName: given.TableName,
    KeySchema: given.KeySchema,
    AttributeDefinitions: given.AttributeDefinitions,
    ...(given.GlobalSecondaryIndexes && { GlobalSecondaryIndexes: given.GlobalSecondaryIndexes }),
    ...(given.LocalSecondaryIndexes && { LocalSecondaryIndexes: given.LocalSecondaryIndexes }),
  };
}

function indexesOf(given: TableDefinition): SecondaryIndex[] {
  const indexOf = (kind: SecondaryIndex['kind']) => (definition: IndexDefinition) => ({
    kind,
    definition,
    entries: new OrderedItems(),
  });
  return [
    ...(given.GlobalSecondaryIndexes ?? []).map(indexOf('global')),
    ...(given.LocalSecondaryIndexes ?? []).map(indexOf('local')),
  ];
}

export const tableArn = (name: string): string => arnOf('dynamodb', `table/${name}`);

/**
 * A table's stream. AWS's label is the time of its creation; here that of the first is the same in every run, and each
 * later one of the table is a second younger.
 */
export const streamArn = (tableName: string, earlier = 0): string =>
  `${tableArn(tableName)}/stream/${new Date(Date.UTC(2026, 0, 1) + earlier * 1000).toISOString().slice(0, -1)}`;
