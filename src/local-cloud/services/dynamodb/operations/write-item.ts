import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import { chargesOfWrite } from '../capacity/units.ts';
import { checkInput, type Output, runNow } from '../dynalite-internals.ts';
import { type DynamoDbError, validationError } from '../errors.ts';
import { type Item, itemSizeBytes, pick } from '../item.ts';
import { type Attempt, type Change, maxItemBytes } from '../item-store.ts';
import type { Table } from '../table.ts';
import { answer, type Operation } from './operation.ts';

type Action = 'putItem' | 'updateItem' | 'deleteItem';

/** Runs one write without doing it. What became too large is refused, as by DynamoDB. */
export function attemptWrite(
  work: () => Output,
  attempt: (work: () => Output) => Attempt<Output>,
): Attempt<Output> {
  const { changes, outcome } = attempt(work);
  const tooLarge = changes.some(
    ({ written, after }) => written && after && itemSizeBytes(after) > maxItemBytes,
  );
  return tooLarge
    ? { changes, outcome: { error: validationError('Item size has exceeded the maximum allowed size') } }
    : { changes, outcome };
}

/** A failed condition, with the item that was there when the caller asked for it. */
export function failedCondition(
  error: DynamoDbError,
  asked: unknown,
  before: Item | undefined,
): DynamoDbError {
  if (asked === 'ALL_OLD' && before) error.fields.Item = before;
  return error;
}

/** Throws DynamoDB's ValidationException for a value that the parameter does not take. */
export function checkReturnValuesOnFailure(asked: unknown): void {
  if (asked === undefined || asked === 'NONE' || asked === 'ALL_OLD') return;
  throw validationError(
    `1 validation error detected: Value '${asked}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
  );
}

/** Only tables with local indexes have item collections; the estimate is as coarse as AWS's. */
export function itemCollectionMetrics(
  asked: unknown,
  table: Table,
  item: Item | undefined,
): object | undefined {
  if (asked !== 'SIZE' || !item || !table.indexes.some(({ kind }) => kind === 'local')) return undefined;
  return { ItemCollectionKey: pick(item, table.keyNames.slice(0, 1)), SizeEstimateRangeGB: [0, 1] };
}

function writeItem(action: Action): Operation {
  return (input, tables, caller) => {
    const { store } = tables;
    const checked = checkInput(action, input, store);
    checkReturnValuesOnFailure(input.ReturnValuesOnConditionCheckFailure);
    const table = store.table(checked.TableName as string);
    const { changes, outcome } = attemptWrite(
      () => runNow(action, store, checked),
      (work) => store.attempt(work),
    );
    const failed = 'error' in outcome ? outcome.error : undefined;
    const change = changes[0] as Change;
    if (failed && failed.code !== 'ConditionalCheckFailedException') throw failed;
    // "If the expression evaluates to false, DynamoDB still consumes write capacity units from the table."
    const charges = chargesOfWrite(
      failed ? { ...change, written: false } : change,
      1,
      failed ? ((checked.Item ?? checked.Key) as Item) : undefined,
    );
    tables.take(table, charges, caller);
    if (failed) throw failedCondition(failed, input.ReturnValuesOnConditionCheckFailure, change.before);
    tables.commit(changes, caller);
    return answer({
      ...('value' in outcome && outcome.value),
      ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, table, charges),
      ItemCollectionMetrics: itemCollectionMetrics(
        input.ReturnItemCollectionMetrics,
        table,
        change.after ?? change.before,
      ),
    });
  };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export const putItem = writeItem('putItem');
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const updateItem = writeItem('updateItem');
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const deleteItem = writeItem('deleteItem');
