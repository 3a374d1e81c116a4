import type { Table } from '../table.ts';
import type { ChargedUnits } from './units.ts';

type Detail = 'NONE' | 'TOTAL' | 'INDEXES';

/**
 * What a response tells of the capacity that an operation took, or undefined when nobody asked. `split` adds read and
 * write units, as transactions do.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html
 */
export function consumedCapacity(
  asked: unknown,
  table: Table,
  charges: ChargedUnits[],
  options: { split?: boolean } = {},
): Record<string, unknown> | undefined {
  const detail = (asked ?? 'NONE') as Detail;
  if (detail === 'NONE') return undefined;
  const amount = (some: ChargedUnits[]) => {
    const units = some.reduce((total, each) => total + each.units, 0);
    return {
      CapacityUnits: units,
      ...(options.split && { [`${some[0]?.direction ?? 'Write'}CapacityUnits`]: units }),
    };
  };
  const total = { TableName: table.name, ...amount(charges) };
  if (detail === 'TOTAL') return total;
  const perIndex = (name: 'index' | 'localIndex') =>
    Object.fromEntries(
      [...Map.groupBy(charges, (each) => each[name])].flatMap(([index, some]) =>
        index === undefined ? [] : [[index, amount(some)]],
      ),
    );
  const globals = perIndex('index');
  const locals = perIndex('localIndex');
  return {
    ...total,
    Table: amount(charges.filter((each) => each.index === undefined && each.localIndex === undefined)),
    ...(Object.keys(globals).length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(Object.keys(locals).length > 0 && { LocalSecondaryIndexes: locals }),
  };
}
