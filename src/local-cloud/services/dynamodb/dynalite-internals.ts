/*
 * dynalite knows the grammar of DynamoDB's expressions, the texts of its validation errors and an order of keys as texts.
 * That is reached here by file, in this one place; what the operations do with it is ours. The exact version is pinned in
 * package.json, and the tests beside this file fail if its insides move.
 */
import { createRequire } from 'node:module';
import { account } from '../../kernel/account.ts';
import { DynamoDbError, internalServerError, validationError } from './errors.ts';
import type { AttributeValue, Item } from './item.ts';

const require = createRequire(import.meta.url);

/** A parsed request, as dynalite's checks leave it: known parameters only, expressions parsed. */
export type Input = Record<string, unknown>;
export type Output = Record<string, unknown>;

/** A table, as far as dynalite reads it. */
export interface DynaliteTable {
  TableName: string;
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
  Projection: {
    ProjectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE' | undefined;
    NonKeyAttributes?: string[] | undefined;
  };
}

interface Validation {
  types: object;
  custom?: (input: Input, store: object) => string | undefined;
}

const validations: {
  checkTypes(input: Input, types: object): Input;
  checkValidations(input: Input, types: object, custom: Validation['custom'], store: object): void;
  validateAttributeValue(value: AttributeValue): string | undefined;
} = require('dynalite/validations');

const db: {
  createKey(item: Item, table: DynaliteTable, keySchema?: KeySchemaElement[]): string;
  toRangeStr(value: AttributeValue): string;
  hashPrefix(content: string, type: string): string;
  validateUpdates(legacy: unknown, updates: unknown, table: DynaliteTable): unknown;
  validateKeyPaths(nestedPaths: unknown, table: DynaliteTable): unknown;
} = require('dynalite/db');

/**
 * The place of an item in an index. dynalite tells items of one index key apart by 24 bits of a hash, so that two of a
 * few thousand may fall together and one be lost; the item's whole key tells them apart.
 */
export const indexKeyOf = (item: Item, table: DynaliteTable, keySchema: KeySchemaElement[]): string =>
  `${db.createKey(item, table, keySchema)}${db.createKey(item, table)}`;

/** The place of an item, or of an item's key, in its table. */
export const itemKeyOf = (item: Item, table: DynaliteTable): string => db.createKey(item, table);

/** The order of the values of one type in a key: as texts they sort as DynamoDB sorts them. */
export const rangeTextOf = (value: AttributeValue): string => db.toRangeStr(value);

/** Where the items of a partition key value stand among all: they are spread by this. */
export function hashTextOf(value: AttributeValue): string {
  const [type, content] = Object.entries(value)[0] as [string, string];
  return db.hashPrefix(content, type);
}

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
  | 'listTagsOfResource'
  | 'putItem'
  | 'query'
  | 'scan'
  | 'tagResource'
  | 'untagResource'
  | 'updateItem'
  | 'updateTable';

/** dynalite measures items in UTF-16; `item.ts` does it in bytes. */
const store = { options: { maxItemSize: Number.POSITIVE_INFINITY }, tableDb: { awsAccountId: account.id } };

/**
 * Checks a request's parameters as DynamoDB does; throws its SerializationException or ValidationException. Gives them
 * without unknown ones, numbers in their plain form, and the expressions parsed under `_condition`, `_updates` and so on.
 */
export function checkInput(operation: CheckedOperation, input: Input): Input {
  const { types, custom } = validationOf(operation);
  return translateErrors(() => {
    const checked = validations.checkTypes({ ...input }, types);
    validations.checkValidations(checked, types, custom, store);
    return checked;
  });
}

/** As dynalite has it, without two rules that DynamoDB no longer has for UpdateTable. */
function validationOf(operation: CheckedOperation): Validation {
  const validation = require(`dynalite/validations/${operation}`) as Validation;
  if (operation !== 'updateTable') return validation;
  const types = structuredClone(validation.types) as {
    GlobalSecondaryIndexUpdates: {
      children: { children: { Create: { children: { ProvisionedThroughput: { notNull?: boolean } } } } };
    };
  };
  delete types.GlobalSecondaryIndexUpdates.children.children.Create.children.ProvisionedThroughput.notNull;
  return { types };
}

/** Throws DynamoDB's ValidationException for a value that is none. */
export function checkValue(value: AttributeValue): void {
  const message = validations.validateAttributeValue(value);
  if (message) throw validationError(message);
}

/** Throws DynamoDB's ValidationException when an update would write to a key, or a wrong type to the key of an index. */
export function checkUpdates(checked: Input, table: DynaliteTable): void {
  rejectIf(translateErrors(() => db.validateUpdates(checked.AttributeUpdates, checked._updates, table)));
}

/** Throws DynamoDB's ValidationException when an expression looks into the value of a key. */
export function checkKeyPaths(parsed: unknown, table: DynaliteTable): void {
  const { nestedPaths } = (parsed ?? {}) as { nestedPaths?: unknown };
  rejectIf(translateErrors(() => db.validateKeyPaths(nestedPaths, table)));
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
