import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import { type ChargedUnits, partitionOf, readUnits } from '../capacity/units.ts';
import { checkInput, type Input, runRead } from '../dynalite-internals.ts';
import { type AttributeValue, type Item, itemSizeBytes } from '../item.ts';
import type { SecondaryIndex, Table } from '../table.ts';
import { answer, type Operation } from './operation.ts';

function readItems(action: 'query' | 'scan'): Operation {
  return async (input, tables, caller) => {
    const { store } = tables;
    const checked = checkInput(action, input, store);
    // dynalite knows it for queries only.
    if (input.ConsistentRead === true) checked.ConsistentRead = true;
    let bytes = 0;
    const output = await runRead(action, store, checked, () => {
      bytes = store.flow();
    });
    const table = store.table(checked.TableName as string);
    const index = checked.IndexName === undefined ? undefined : table.index(checked.IndexName as string);
    const consistency = checked.ConsistentRead ? 'strong' : 'eventual';
    const partition = partitionRead(checked, index?.definition.KeySchema ?? table.definition.KeySchema);
    const charges: ChargedUnits[] = [
      {
        direction: 'Read',
        ...(index?.kind === 'global' && { index: index.definition.IndexName }),
        ...(index?.kind === 'local' && { localIndex: index.definition.IndexName }),
        ...(partition !== undefined && { partition }),
        units: readUnits(bytes, consistency),
      },
      ...fetches(checked, index, (output.Items ?? []) as Item[]).map((item) => ({
        direction: 'Read' as const,
        units: readUnits(itemSizeBytes(item), consistency),
      })),
    ];
    tables.take(table, charges, caller);
    return answer({
      ...output,
      ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, table, charges),
    });
  };
}

/** The one partition key value that a query reads; a scan reads all. */
function partitionRead(checked: Input, keySchema: Table['definition']['KeySchema']): string | undefined {
  const conditions = checked.KeyConditions as
    | Record<string, { AttributeValueList: AttributeValue[] }>
    | undefined;
  const name = keySchema[0]?.AttributeName ?? '';
  const value = conditions?.[name]?.AttributeValueList[0];
  return value && partitionOf(name, { [name]: value });
}

/** Items that a query of a local index has to fetch whole from the table. */
function fetches(checked: Input, index: SecondaryIndex | undefined, items: Item[]): Item[] {
  const whole = index?.kind === 'local' && index.definition.Projection.ProjectionType !== 'ALL';
  return whole && checked.Select === 'ALL_ATTRIBUTES' ? items : [];
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const query = readItems('query');
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export const scan = readItems('scan');
