import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import { chargesOfWrite } from '../capacity/units.ts';
import { type Item, pick } from '../item.ts';
import type { Table } from '../table.ts';
import { attemptWrite, type WriteAction, writeOf } from '../write.ts';
import { answer, type Operation } from './operation.ts';

/** Only tables with local indexes have item collections; the estimate is as coarse as AWS's. */
export function itemCollectionMetrics(
  asked: unknown,
  table: Table,
  item: Item | undefined,
): object | undefined {
  if (asked !== 'SIZE' || !item || !table.indexes.some(({ kind }) => kind === 'local')) return undefined;
  return { ItemCollectionKey: pick(item, table.keyNames.slice(0, 1)), SizeEstimateRangeGB: [0, 1] };
}

function writeItem(action: WriteAction): Operation {
  return (input, tables, caller) => {
    const write = writeOf(action, input, tables);
    const { checked, table } = write;
    const { change, error, attributes } = attemptWrite(write);
    if (error && error.code !== 'ConditionalCheckFailedException') throw error;
    // "If the expression evaluates to false, DynamoDB still consumes write capacity units from the table."
    const charges = chargesOfWrite(change, 1, error ? ((checked.Item ?? checked.Key) as Item) : undefined);
    tables.take(table, charges, caller);
    if (error) {
      if (input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && change.before)
        error.fields.Item = change.before;
      throw error;
    }
    tables.commit([change], caller);
    return answer({
      Attributes: attributes,
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
