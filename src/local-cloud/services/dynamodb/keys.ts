import { isEqual, typeOf } from './comparison.ts';
import type { DynaliteTable, IndexDefinition, KeySchemaElement } from './dynalite-internals.ts';
import { type DynamoDbError, validationError } from './errors.ts';
import type { AttributeValue, Item } from './item.ts';

/*
 * What a value has to be to stand in a key: of the table, or of a secondary index.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-partition-sort-keys
 */

const maxBytes = { HASH: 2048, RANGE: 1024 };

const wrongSchema = () => validationError('The provided key element does not match the schema');

/** Throws DynamoDB's ValidationException when the key is none of this table. */
export function checkKey(key: Item, table: DynaliteTable): void {
  if (Object.keys(key).length !== table.KeySchema.length) throw wrongSchema();
  for (const element of table.KeySchema) {
    const value = key[element.AttributeName];
    if (!value || typeOf(value) !== keyTypeOf(element, table)) throw wrongSchema();
    const refusal = refusalOfKeyValue(element, value);
    if (refusal) throw refusal;
  }
}

/** Throws DynamoDB's ValidationException when the item cannot be of this table, or not in its indexes. */
export function checkItem(item: Item, table: DynaliteTable): void {
  for (const element of table.KeySchema) {
    const { AttributeName: name } = element;
    const value = item[name];
    if (!value)
      throw validationError(`One or more parameter values were invalid: Missing the key ${name} in the item`);
    const expected = keyTypeOf(element, table);
    if (typeOf(value) !== expected)
      throw validationError(
        `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${expected} actual: ${typeOf(value)}`,
      );
    const refusal = refusalOfKeyValue(element, value);
    if (refusal) throw refusal;
  }
  for (const { index, element, value } of indexKeyValues(item, table)) {
    const { AttributeName: name } = element;
    const expected = keyTypeOf(element, table);
    if (typeOf(value) !== expected)
      throw validationError(
        `One or more parameter values were invalid: Type mismatch for Index Key ${name} Expected: ${expected} Actual: ${typeOf(value)} IndexName: ${index.IndexName}`,
      );
    if (isEmpty(value))
      throw validationError(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${emptyKind(value)} value. IndexName: ${index.IndexName}, IndexKey: ${name}`,
      );
    const refusal = refusalOfSize(element, value);
    if (refusal) throw refusal;
  }
}

/** Throws DynamoDB's ValidationException when an update has given an item what its indexes cannot hold. */
export function checkUpdatedItem(after: Item, before: Item, table: DynaliteTable): void {
  for (const { element, value } of indexKeyValues(after, table)) {
    const old = before[element.AttributeName];
    if (old && isEqual(old, value)) continue;
    if (typeOf(value) !== keyTypeOf(element, table))
      throw validationError(
        'The update expression attempted to update the secondary index key to unsupported type',
      );
    if (isEmpty(value))
      throw validationError(
        `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${emptyKind(value)} value.`,
      );
    if (refusalOfSize(element, value))
      throw validationError(
        'The update expression attempted to update the secondary index key beyond allowed size limits',
      );
  }
}

/** Why a value of the right type cannot stand in a key, or undefined. */
export function refusalOfKeyValue(
  element: KeySchemaElement,
  value: AttributeValue,
): DynamoDbError | undefined {
  if (isEmpty(value))
    return validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${emptyKind(value)} value. Key: ${element.AttributeName}`,
    );
  return refusalOfSize(element, value);
}

function refusalOfSize({ KeyType }: KeySchemaElement, value: AttributeValue): DynamoDbError | undefined {
  const bytes =
    value.B === undefined ? Buffer.byteLength(value.S ?? '') : Buffer.byteLength(value.B, 'base64');
  if (bytes <= maxBytes[KeyType]) return undefined;
  return validationError(
    KeyType === 'HASH'
      ? 'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes'
      : 'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
  );
}

/** Whether a value can stand at this place of a key. */
export const canBeKey = (
  value: AttributeValue | undefined,
  element: KeySchemaElement,
  table: DynaliteTable,
): boolean =>
  value !== undefined &&
  typeOf(value) === keyTypeOf(element, table) &&
  refusalOfKeyValue(element, value) === undefined;

/** The type that the table defines for an attribute of a key. */
export const keyTypeOf = ({ AttributeName: name }: KeySchemaElement, table: DynaliteTable): string =>
  table.AttributeDefinitions.find((each) => each.AttributeName === name)?.AttributeType ?? '';

function indexKeyValues(
  item: Item,
  table: DynaliteTable,
): { index: IndexDefinition; element: KeySchemaElement; value: AttributeValue }[] {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const ofTable = new Set(table.KeySchema.map((each) => each.AttributeName));
  return indexes.flatMap((index) =>
    index.KeySchema.flatMap((element) => {
      const value = item[element.AttributeName];
      return value && !ofTable.has(element.AttributeName) ? [{ index, element, value }] : [];
    }),
  );
}

const isEmpty = ({ S, B }: AttributeValue): boolean => S === '' || B === '';
const emptyKind = ({ S }: AttributeValue): string => (S === undefined ? 'binary' : 'string');
