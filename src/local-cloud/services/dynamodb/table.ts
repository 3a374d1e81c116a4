import { randomUUID } from 'node:crypto';
import { account, arnOf } from '../../kernel/account.ts';
import type { TableCapacity } from './capacity/table-capacity.ts';
import { type DynaliteTable, type IndexDefinition, indexKeyOf, itemKeyOf } from './dynalite-internals.ts';
import { validationError } from './errors.ts';
import { type Item, itemSizeBytes, keyText, pick } from './item.ts';
import { OrderedItems } from './ordered-items.ts';
import type { TableStream } from './table-stream.ts';
import type { TimeToLive } from './time-to-live.ts';

/** Capacity that is provisioned for a table or a global secondary index. */
export interface Throughput {
  ReadCapacityUnits: number;
  WriteCapacityUnits: number;
}

/** Most that an on-demand table or index may take. */
export interface OnDemandThroughput {
  MaxReadRequestUnits?: number | undefined;
  MaxWriteRequestUnits?: number | undefined;
}

/** What an on-demand table or index takes from its first second on. */
export interface WarmThroughput {
  ReadUnitsPerSecond?: number | undefined;
  WriteUnitsPerSecond?: number | undefined;
}

/** A table's properties, as CreateTable and CloudFormation name them. */
export interface TableDefinition {
  TableName: string;
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  KeySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
  BillingMode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  ProvisionedThroughput?: Throughput | undefined;
  OnDemandThroughput?: OnDemandThroughput | undefined;
  WarmThroughput?: WarmThroughput | undefined;
  GlobalSecondaryIndexes?:
    | (IndexDefinition & {
        ProvisionedThroughput?: Throughput | undefined;
        OnDemandThroughput?: OnDemandThroughput | undefined;
        WarmThroughput?: WarmThroughput | undefined;
      })[]
    | undefined;
  LocalSecondaryIndexes?: IndexDefinition[] | undefined;
}

/** A secondary index with its entries. */
export interface SecondaryIndex {
  kind: 'global' | 'local';
  definition: IndexDefinition;
  entries: OrderedItems;
}

/** One table: its items, its indexes, its capacity, and what hangs on it. */
export class Table {
  readonly logicalId: string;
  readonly given: TableDefinition;
  readonly definition: DynaliteTable;
  readonly keyNames: string[];
  readonly items = new OrderedItems();
  readonly indexes: SecondaryIndex[];
  readonly capacity: TableCapacity;
  readonly #id = randomUUID();
  readonly #createdAtSeconds = Date.now() / 1000;
  #bytes = 0;
  stream: TableStream | undefined;
  timeToLive: TimeToLive | undefined;

  constructor(options: { logicalId: string; given: TableDefinition; capacity: TableCapacity }) {
    const { logicalId, given, capacity } = options;
    this.logicalId = logicalId;
    this.given = given;
    this.capacity = capacity;
    this.keyNames = given.KeySchema.map((each) => each.AttributeName);
    this.definition = {
      TableName: given.TableName,
      KeySchema: given.KeySchema,
      AttributeDefinitions: given.AttributeDefinitions,
      ...(given.GlobalSecondaryIndexes && { GlobalSecondaryIndexes: given.GlobalSecondaryIndexes }),
      ...(given.LocalSecondaryIndexes && { LocalSecondaryIndexes: given.LocalSecondaryIndexes }),
    };
    const indexOf = (kind: SecondaryIndex['kind']) => (definition: IndexDefinition) => ({
      kind,
      definition,
      entries: new OrderedItems(),
    });
    this.indexes = [
      ...(given.GlobalSecondaryIndexes ?? []).map(indexOf('global')),
      ...(given.LocalSecondaryIndexes ?? []).map(indexOf('local')),
    ];
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

  /** What an index holds of an item: nothing, unless the item has all attributes of the index's key. */
  entryOf({ definition }: SecondaryIndex, item: Item | undefined): Item | undefined {
    const indexKeys = definition.KeySchema.map((each) => each.AttributeName);
    if (!item || !indexKeys.every((name) => item[name])) return undefined;
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

  /** As DescribeTable answers. AWS updates the counts about every six hours; here they are up to date. */
  describe(): Record<string, unknown> {
    const throughput = (given: Throughput | undefined) => ({
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: given?.ReadCapacityUnits ?? 0,
      WriteCapacityUnits: given?.WriteCapacityUnits ?? 0,
    });
    const described = (index: SecondaryIndex) => ({
      IndexName: index.definition.IndexName,
      KeySchema: index.definition.KeySchema,
      Projection: index.definition.Projection,
      IndexArn: `${this.arn}/index/${index.definition.IndexName}`,
      ItemCount: index.entries.size,
      IndexSizeBytes: 0,
    });
    const globals = this.indexes.filter(({ kind }) => kind === 'global');
    const locals = this.indexes.filter(({ kind }) => kind === 'local');
    const givenGlobals = this.given.GlobalSecondaryIndexes ?? [];
    return {
      TableName: this.name,
      TableArn: this.arn,
      TableId: this.#id,
      TableStatus: 'ACTIVE',
      CreationDateTime: this.#createdAtSeconds,
      AttributeDefinitions: this.given.AttributeDefinitions,
      KeySchema: this.given.KeySchema,
      ItemCount: this.items.size,
      TableSizeBytes: this.#bytes,
      ProvisionedThroughput: throughput(this.given.ProvisionedThroughput),
      ...(this.given.BillingMode === 'PAY_PER_REQUEST' && {
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      }),
      ...(globals.length > 0 && {
        GlobalSecondaryIndexes: globals.map((index, position) => ({
          ...described(index),
          IndexStatus: 'ACTIVE',
          ProvisionedThroughput: throughput(givenGlobals[position]?.ProvisionedThroughput),
        })),
      }),
      ...(locals.length > 0 && { LocalSecondaryIndexes: locals.map(described) }),
      ...(this.stream && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: this.stream.viewType },
        LatestStreamArn: this.stream.arn,
        LatestStreamLabel: this.stream.arn.split('/').at(-1),
      }),
      DeletionProtectionEnabled: false,
    };
  }
}

export const tableArn = (name: string): string => arnOf('dynamodb', `table/${name}`);

/** A table's one stream. AWS's label is the time of its creation; here it is the same in every run. */
export const streamArn = (tableName: string): string =>
  `${tableArn(tableName)}/stream/2026-01-01T00:00:00.000`;

/** The Region that stream records name. */
export const streamRegion = account.region;
