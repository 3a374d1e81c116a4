import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import { type ChargedUnits, type Consistency, partitionOf, readUnits } from '../capacity/units.ts';
import { checkInput, runNow } from '../dynalite-internals.ts';
import { type Item, itemSizeBytes } from '../item.ts';
import type { Table } from '../table.ts';
import { answer, type Operation } from './operation.ts';

/** What reading one item takes, whether it is there or not. */
export function chargeOfRead(table: Table, key: Item, consistency: Consistency): ChargedUnits {
  const item = table.items.get(table.keyOf(key));
  return {
    direction: 'Read',
    partition: partitionOf(table.keyNames[0] ?? '', key),
    units: readUnits(item ? itemSizeBytes(item) : 0, consistency),
  };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getItem: Operation = (input, tables, caller) => {
  const { store } = tables;
  const checked = checkInput('getItem', input, store);
  const output = runNow('getItem', store, checked);
  const table = store.table(checked.TableName as string);
  const charges = [chargeOfRead(table, checked.Key as Item, checked.ConsistentRead ? 'strong' : 'eventual')];
  tables.take(table, charges, caller);
  return answer({
    ...output,
    ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, table, charges),
  });
};
