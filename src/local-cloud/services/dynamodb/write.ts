import type { Change } from './change.ts';
import { checkRequest } from './check-request.ts';
import { type ConditionNode, fulfils, fulfilsLegacy, type LegacyCondition } from './condition.ts';
import { type DocumentPath, project } from './document-path.ts';
import { checkUpdates, type Input } from './dynalite-internals.ts';
import { conditionalCheckFailed, DynamoDbError, validationError } from './errors.ts';
import { checkLevels } from './expression-limits.ts';
import { type Item, itemSizeBytes, maxItemBytes } from './item.ts';
import { checkItem, checkKey, checkUpdatedItem } from './keys.ts';
import type { Table } from './table.ts';
import type { Tables } from './tables.ts';
import { type LegacyUpdate, type UpdateAction, updated, updatedByLegacy } from './update-actions.ts';

export type WriteAction = 'putItem' | 'updateItem' | 'deleteItem';

/** A write whose parameters and key are in order. */
export interface Write {
  action: WriteAction | 'check';
  checked: Input;
  table: Table;
  key: string;
}

/** What a write would do, before it is done: so that capacity can refuse it and a transaction be all or nothing. */
export interface Attempt {
  change: Change;
  /** Why it is not to be done. */
  error?: DynamoDbError;
  /** What it answers of the item, as ReturnValues asks. */
  attributes?: Item | undefined;
}

/** Throws DynamoDB's errors for a write that no state of the item lets through. */
export function writeOf(action: WriteAction | 'check', input: Input, tables: Tables): Write {
  const checked = checkRequest(action === 'check' ? 'deleteItem' : action, input);
  checkReturnValuesOnFailure(input.ReturnValuesOnConditionCheckFailure);
  if (action === 'deleteItem' && !['NONE', 'ALL_OLD', undefined].includes(checked.ReturnValues as string))
    throw validationError('ReturnValues can only be ALL_OLD or NONE');
  const item = checked.Item as Item | undefined;
  if (item) checkItemSize(item);
  const table = tables.open(checked.TableName as string);
  if (item) checkItem(item, table.definition);
  else checkKey(checked.Key as Item, table.definition);
  if (action === 'updateItem') checkUpdates(checked, table.definition);
  return { action, checked, table, key: table.keyOf(item ?? (checked.Key as Item)) };
}

/** Throws DynamoDB's ValidationException for an item above 400 KB. */
export function checkItemSize(item: Item): void {
  if (itemSizeBytes(item) > maxItemBytes)
    throw validationError('Item size has exceeded the maximum allowed size');
}

/** What the write does to its item as it is now. */
export function attemptWrite({ action, checked, table, key }: Write): Attempt {
  const before = table.items.get(key);
  const untouched: Change = { table, key, before, after: before, written: false };
  if (!isConditionMet(checked, before)) return { change: untouched, error: conditionalCheckFailed() };
  if (action === 'check') return { change: untouched };
  try {
    const after = afterOf(action, checked, before, table);
    const change = { ...untouched, after, written: true };
    return { change, attributes: attributesOf(checked, before, after) };
  } catch (error) {
    if (!(error instanceof DynamoDbError)) throw error;
    return { change: untouched, error };
  }
}

function isConditionMet(checked: Input, before: Item | undefined): boolean {
  const condition = checked._condition as { expression: ConditionNode } | undefined;
  if (condition) return fulfils(condition.expression, before ?? {});
  const expected = checked.Expected as Record<string, LegacyCondition> | undefined;
  return !expected || fulfilsLegacy(expected, checked.ConditionalOperator, before ?? {});
}

function afterOf(
  action: WriteAction,
  checked: Input,
  before: Item | undefined,
  table: Table,
): Item | undefined {
  if (action === 'putItem') return checked.Item as Item;
  if (action === 'deleteItem') return undefined;
  const start = before ?? (checked.Key as Item);
  const updates = checked._updates as { sections: UpdateAction[] } | undefined;
  const after = updates
    ? updated(updates.sections, start)
    : updatedByLegacy((checked.AttributeUpdates ?? {}) as Record<string, LegacyUpdate>, start);
  checkUpdatedItem(after, before ?? {}, table.definition);
  checkLevels(after);
  if (itemSizeBytes(after) > maxItemBytes)
    throw validationError('Item size to update has exceeded the maximum allowed size');
  return after;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html#DDB-UpdateItem-request-ReturnValues */
function attributesOf(checked: Input, before: Item | undefined, after: Item | undefined): Item | undefined {
  const updates = checked._updates as { paths: DocumentPath[] } | undefined;
  const paths =
    updates?.paths ?? Object.keys((checked.AttributeUpdates ?? {}) as object).map((each) => [each]);
  const partsOf = (item: Item | undefined) => {
    const parts = item && project(paths, item);
    return parts && Object.keys(parts).length > 0 ? parts : undefined;
  };
  switch (checked.ReturnValues) {
    case 'ALL_OLD':
      return before;
    case 'ALL_NEW':
      return after;
    case 'UPDATED_OLD':
      return partsOf(before);
    case 'UPDATED_NEW':
      return partsOf(after);
    default:
      return undefined;
  }
}

/** Throws DynamoDB's ValidationException for a value that the parameter does not take. */
function checkReturnValuesOnFailure(asked: unknown): void {
  if (asked === undefined || asked === null || asked === 'NONE' || asked === 'ALL_OLD') return;
  throw validationError(
    `1 validation error detected: Value '${asked}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
  );
}
