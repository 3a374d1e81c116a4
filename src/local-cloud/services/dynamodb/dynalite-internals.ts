/*
 * dynalite brings DynamoDB's checks, expressions and queries, but as an HTTP server over an asynchronous store whose
 * callbacks throw past any catch. Its parts are reached here by file, in this one place, and run over a store of ours
 * that answers at once: each operation is then atomic, and an error of dynalite's is an error of one request. The exact
 * version is pinned in package.json, and the tests beside this file fail if its insides move.
 */
import { createRequire } from 'node:module';
import { DynamoDbError, internalServerError } from './errors.ts';
import type { Item } from './item.ts';

const require = createRequire(import.meta.url);

/** A parsed request, as dynalite's checks leave it: known parameters only, expressions parsed. */
export type Input = Record<string, unknown>;
export type Output = Record<string, unknown>;

type Callback = (error: unknown, result?: never) => void;

/** A part of dynalite's store: the items of a table, or of an index. */
export interface DynaliteDb {
  lock(key: string, work: (release: (callback: Callback) => Callback) => void): void;
  get(key: string, callback: (error: unknown, item?: Item) => void): void;
  put(key: string, item: Item, callback: Callback): void;
  del(key: string, callback: Callback): void;
  createValueStream(range: KeyRange): unknown;
}

/** Bounds of a read by key, in key order unless `reverse`; `limit` -1 is none. */
export interface KeyRange {
  gt?: string;
  gte?: string;
  lt?: string;
  lte?: string;
  limit?: number;
  reverse?: boolean;
}

/** A table, as far as dynalite's actions read it. */
export interface DynaliteTable {
  TableName: string;
  TableStatus: 'ACTIVE';
  KeySchema: KeySchemaElement[];
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  GlobalSecondaryIndexes?: IndexDefinition[];
  LocalSecondaryIndexes?: IndexDefinition[];
}

export interface KeySchemaElement {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}

export interface IndexDefinition {
  IndexName: string;
  KeySchema: KeySchemaElement[];
  Projection: { ProjectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'; NonKeyAttributes?: string[] };
}

/** What dynalite's actions need of a store. */
export interface DynaliteStore {
  options: { maxItemSize: number };
  getTable(
    name: string,
    checkStatus: boolean | ((error: unknown, table?: DynaliteTable) => void),
    callback?: (error: unknown, table?: DynaliteTable) => void,
  ): void;
  getItemDb(table: string): DynaliteDb;
  getIndexDb(type: string, table: string, index: string): DynaliteDb;
}

type Action = (
  store: DynaliteStore,
  input: Input,
  callback: (error: unknown, output?: Output) => void,
) => void;

interface Validation {
  types: object;
  custom?: (input: Input, store: DynaliteStore) => string | undefined;
}

const validations: {
  checkTypes(input: Input, types: object): Input;
  checkValidations(input: Input, types: object, custom: Validation['custom'], store: DynaliteStore): void;
} = require('dynalite/validations');

const db: {
  createKey(item: Item, table: DynaliteTable, keySchema?: KeySchemaElement[]): string;
  createIndexKey(item: Item, table: DynaliteTable, keySchema: KeySchemaElement[]): string;
  validateKey(key: Item, table: DynaliteTable): unknown;
  validateItem(item: Item, table: DynaliteTable): unknown;
  checkConditional(input: Input, item: Item | undefined): unknown;
} = require('dynalite/db');

/**
 * The place of an item in an index. dynalite tells items of one index key apart by 24 bits of a hash, so that two of a
 * few thousand may fall together and one be lost; the item's whole key tells them apart.
 */
export const indexKeyOf = (item: Item, table: DynaliteTable, keySchema: KeySchemaElement[]): string =>
  `${db.createKey(item, table, keySchema)}${db.createKey(item, table)}`;

// Its queries and scans compute the key to go on from through this export.
db.createIndexKey = indexKeyOf;

/** The place of an item, or of an item's key, in its table. */
export const itemKeyOf = (item: Item, table: DynaliteTable): string => db.createKey(item, table);

const actions = Object.fromEntries(
  ['getItem', 'putItem', 'updateItem', 'deleteItem', 'query', 'scan'].map((name) => [
    name,
    require(`dynalite/actions/${name}`) as Action,
  ]),
);

/** An operation that dynalite can check. */
export type CheckedOperation =
  | 'batchGetItem'
  | 'batchWriteItem'
  | 'createTable'
  | 'deleteItem'
  | 'deleteTable'
  | 'describeTable'
  | 'getItem'
  | 'listTables'
  | 'putItem'
  | 'query'
  | 'scan'
  | 'updateItem';

/** Checks a request's parameters as DynamoDB does; throws its SerializationException or ValidationException. */
export function checkInput(operation: CheckedOperation, input: Input, store: DynaliteStore): Input {
  const { types, custom } = require(`dynalite/validations/${operation}`) as Validation;
  return translateErrors(() => {
    const checked = validations.checkTypes({ ...input }, types);
    validations.checkValidations(checked, types, custom, store);
    return checked;
  });
}

/** Whether the item fulfils a checked request's condition. */
export function fulfilsCondition(checked: Input, item: Item | undefined): boolean {
  return translateErrors(() => db.checkConditional(checked, item) == null);
}

/** Throws DynamoDB's ValidationException when the key is none of this table. */
export function checkKey(key: Item, table: DynaliteTable): void {
  rejectIf(translateErrors(() => db.validateKey(key, table)));
}

/** Throws DynamoDB's ValidationException when the item cannot be of this table. */
export function checkItem(item: Item, table: DynaliteTable): void {
  rejectIf(translateErrors(() => db.validateItem(item, table)));
}

/** Runs a checked operation of one item; over a store that answers at once, it is done when this returns. */
export function runNow(
  action: 'getItem' | 'putItem' | 'updateItem' | 'deleteItem',
  store: DynaliteStore,
  checked: Input,
): Output {
  let done = false;
  let failure: unknown;
  let result: Output = {};
  translateErrors(() =>
    actions[action]?.(store, checked, (error, output) => {
      done = true;
      failure = error;
      result = output ?? {};
    }),
  );
  if (!done) throw new Error(`dynalite's ${action} did not answer at once.`);
  rejectIf(failure);
  return result;
}

/** Runs a checked query or scan. `start` lets the store's streams flow, once dynalite listens to them. */
export async function runRead(
  action: 'query' | 'scan',
  store: DynaliteStore,
  checked: Input,
  start: () => void,
): Promise<Output> {
  return new Promise((resolve, reject) => {
    try {
      actions[action]?.(store, checked, (error, output) => {
        if (error) reject(translated(error));
        else resolve(output ?? {});
      });
      start();
    } catch (error) {
      reject(translated(error));
    }
  });
}

function rejectIf(error: unknown): void {
  if (error != null) throw translated(error);
}

function translateErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
}

/** dynalite's own errors carry status and body; any other is a bug of its on odd input. */
function translated(error: unknown): DynamoDbError {
  if (error instanceof DynamoDbError) return error;
  const { statusCode, body } = error as {
    statusCode?: number;
    body?: { __type: string; message?: string; Message?: string };
  };
  if (statusCode === undefined || !body) return internalServerError();
  return new DynamoDbError(statusCode, body.__type, body.message ?? body.Message ?? '');
}
