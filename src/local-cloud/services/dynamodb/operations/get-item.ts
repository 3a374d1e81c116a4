import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import { type ChargedUnits, type Consistency, partitionOf, readUnits } from '../capacity/units.ts';
import { checkRequest } from '../check-request.ts';
import { type DocumentPath, project } from '../document-path.ts';
import { checkKeyPaths, type Input } from '../dynalite-internals.ts';
import { type Item, itemSizeBytes } from '../item.ts';
import { checkKey } from '../keys.ts';
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

/**
 * The wanted parts of one item, of none when there is no item. `checked` has the projection. Throws DynamoDB's
 * ValidationException for a key that is none of the table.
 */
export function readItem(table: Table, key: Item, checked: Input): Item | undefined {
  checkKey(key, table.definition);
  checkKeyPaths(checked._projection, table.definition);
  const item = table.items.get(table.keyOf(key));
  const names = checked.AttributesToGet as string[] | undefined;
  const projection = checked._projection as { paths: DocumentPath[] } | undefined;
  const paths = projection?.paths ?? names?.map((name) => [name]);
  return item && paths ? project(paths, item) : item;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getItem: Operation = (input, tables, caller) => {
  const checked = checkRequest('getItem', input);
  const table = tables.open(checked.TableName as string);
  const key = checked.Key as Item;
  const item = readItem(table, key, checked);
  const charges = [chargeOfRead(table, key, checked.ConsistentRead ? 'strong' : 'eventual')];
  tables.take(table, charges, caller);
  return answer({
    Item: item,
    ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, table, charges),
  });
};
