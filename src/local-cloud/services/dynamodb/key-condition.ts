import { typeOf } from './comparison.ts';
import { fulfilsLegacy, type LegacyCondition } from './condition.ts';
import { hashTextOf, type KeySchemaElement, rangeTextOf } from './dynalite-internals.ts';
import { validationError } from './errors.ts';
import type { AttributeValue, Item } from './item.ts';
import { checkKey, keyTypeOf, refusalOfKeyValue } from './keys.ts';
import type { KeyRange } from './ordered-items.ts';
import type { Table } from './table.ts';

/** Conditions on the attributes of a key, by name. */
export type KeyConditions = Record<string, LegacyCondition & { AttributeValueList: AttributeValue[] }>;

const notIndexable = ['NULL', 'NOT_NULL', 'NE', 'CONTAINS', 'NOT_CONTAINS', 'IN'];

/**
 * Throws DynamoDB's ValidationException for conditions that do not fit the key: equality of the partition key, and at
 * most one condition on the sort key.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */
export function checkKeyConditions(
  conditions: KeyConditions,
  keySchema: KeySchemaElement[],
  table: Table,
): void {
  const count = Object.keys(conditions).length;
  for (const element of keySchema) {
    const { AttributeName: name, KeyType } = element;
    const isHash = KeyType === 'HASH';
    if (isHash && keySchema.length === 1 && count > 1)
      throw validationError('Query key condition not supported');
    const condition = conditions[name];
    if (!condition) {
      if (isHash || count > 1) throw validationError(`Query condition missed key schema element: ${name}`);
      continue;
    }
    if (notIndexable.includes(condition.ComparisonOperator ?? ''))
      throw validationError('Attempted conditional constraint is not an indexable operation');
    const type = keyTypeOf(element, table.definition);
    if (condition.AttributeValueList.some((value) => typeOf(value) !== type))
      throw validationError(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      );
    if (isHash && condition.ComparisonOperator !== 'EQ')
      throw validationError('Query key condition not supported');
    for (const value of condition.AttributeValueList) {
      const refusal = refusalOfKeyValue(element, value);
      if (refusal) throw refusal;
    }
  }
}

/** Where the items of the conditions stand in the order of their keys. */
export function rangeOf(conditions: KeyConditions, keySchema: KeySchemaElement[]): KeyRange {
  const [hash, range] = keySchema.map((each) => conditions[each.AttributeName]?.AttributeValueList);
  const partition = hash?.[0] as AttributeValue;
  const prefix = `${hashTextOf(partition)}/${rangeTextOf(partition)}/`;
  // "/" sorts before everything in a key and "~" behind it.
  const [low, high] = (range ?? []).map((value) => rangeTextOf(value));
  switch (conditions[keySchema[1]?.AttributeName ?? '']?.ComparisonOperator) {
    case 'EQ':
      return { gte: `${prefix}${low}/`, lte: `${prefix}${low}/~` };
    case 'LT':
      return { gte: prefix, lt: `${prefix}${low}/` };
    case 'LE':
      return { gte: prefix, lte: `${prefix}${low}/~` };
    case 'GT':
      return { gt: `${prefix}${low}/~`, lt: `${prefix}~` };
    case 'GE':
      return { gte: `${prefix}${low}/`, lt: `${prefix}~` };
    case 'BEGINS_WITH':
      return { gte: `${prefix}${low}/`, lt: `${prefix}${low}~` };
    case 'BETWEEN':
      return { gte: `${prefix}${low}/`, lte: `${prefix}${high}/~` };
    default:
      return { gte: prefix, lt: `${prefix}~` };
  }
}

const invalidStart = (why = '') => validationError(`The provided starting key is invalid${why}`);

/** Throws DynamoDB's ValidationException for a key that no page of this table or index has ended with. */
export function checkStartKey(start: Item, keySchema: KeySchemaElement[], table: Table): void {
  const names = new Set([...table.keyNames, ...keySchema.map((each) => each.AttributeName)]);
  const isOfIndex = keySchema !== table.definition.KeySchema;
  if (Object.keys(start).length !== names.size)
    throw invalidStart(isOfIndex ? '' : ': The provided key element does not match the schema');
  for (const element of isOfIndex ? keySchema : []) {
    const value = start[element.AttributeName];
    if (!value) throw invalidStart();
    if (typeOf(value) !== keyTypeOf(element, table.definition))
      throw validationError('The provided key element does not match the schema');
    const refusal = refusalOfKeyValue(element, value);
    if (refusal) throw refusal;
  }
  const key = Object.fromEntries(
    table.keyNames.flatMap((name) => (start[name] ? [[name, start[name]]] : [])),
  );
  try {
    checkKey(key, table.definition);
  } catch (error) {
    throw invalidStart(`: ${(error as Error).message}`);
  }
}

/** Throws DynamoDB's ValidationException for a key that no page of this query has ended with. */
export function checkStartInRange(
  start: Item,
  conditions: KeyConditions,
  keySchema: KeySchemaElement[],
): void {
  const fulfilled = ({ AttributeName: name }: KeySchemaElement) =>
    !conditions[name] || fulfilsLegacy({ [name]: conditions[name] }, 'AND', start);
  const [hash, range] = keySchema as [KeySchemaElement, KeySchemaElement?];
  const hasRange = range && conditions[range.AttributeName];
  if (hasRange && !fulfilled(range))
    throw validationError('The provided starting key does not match the range key predicate');
  if (!fulfilled(hash))
    throw validationError(
      hasRange
        ? 'The query can return at most one row and cannot be restarted'
        : 'The provided starting key is outside query boundaries based on provided conditions',
    );
}
