import type { Change } from '../change.ts';
import { isSameItem } from '../comparison.ts';
import { type Item, itemSizeBytes } from '../item.ts';
import type { SecondaryIndex, Table } from '../table.ts';
import type { Charge } from './table-capacity.ts';

export type Consistency = 'eventual' | 'strong' | 'transactional';

const readFactor = { eventual: 0.5, strong: 1, transactional: 2 };

/** "One read request unit represents one strongly consistent read operation, or two eventually consistent, up to 4 KB." */
export const readUnits = (bytes: number, consistency: Consistency): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * readFactor[consistency];

/** One per started KB of the larger of what was there and what is there now; one for nothing at all. */
const writeUnits = (before: Item | undefined, after: Item | undefined): number =>
  Math.max(1, ...[before, after].map((each) => (each ? Math.ceil(itemSizeBytes(each) / 1024) : 0)));

/** What consumed capacity is told of, per table or index. */
export interface ChargedUnits extends Charge {
  /** For ConsumedCapacity: the local index that the table paid for. */
  localIndex?: string;
}

/**
 * What a write takes: from the table, from each index that changes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 * `factor` is 2 in a transaction. `wanted` is the item that a failed condition kept out.
 */
export function chargesOfWrite(change: Change, factor: 1 | 2, wanted?: Item): ChargedUnits[] {
  const { table, before, after } = change;
  const item = after ?? before ?? wanted;
  const charges: ChargedUnits[] = [
    {
      direction: 'Write',
      ...(item && { partition: partitionOf(table.keyNames[0] ?? '', item) }),
      units: writeUnits(before, wanted ?? after) * factor,
    },
  ];
  if (!change.written) return charges;
  for (const index of table.indexes) {
    for (const { units, entry } of indexWrites(table, index, change)) {
      const name = index.definition.IndexName;
      const hashName = index.definition.KeySchema[0]?.AttributeName ?? '';
      charges.push({
        direction: 'Write',
        ...(index.kind === 'global' ? { index: name } : { localIndex: name }),
        partition: partitionOf(hashName, entry),
        units: units * factor,
      });
    }
  }
  return charges;
}

function indexWrites(
  table: Table,
  index: SecondaryIndex,
  { before, after }: Change,
): { units: number; entry: Item }[] {
  const old = table.entryOf(index, before);
  const fresh = table.entryOf(index, after);
  if (old && fresh) {
    if (table.indexKeyOf(index, old) === table.indexKeyOf(index, fresh)) {
      return isSameItem(old, fresh) ? [] : [{ units: writeUnits(old, fresh), entry: fresh }];
    }
    // "two writes are required: one to delete the previous item from the index and another to put the new item"
    return [
      { units: writeUnits(old, undefined), entry: old },
      { units: writeUnits(undefined, fresh), entry: fresh },
    ];
  }
  const entry = old ?? fresh;
  return entry ? [{ units: writeUnits(old, fresh), entry }] : [];
}

/** The value of a partition key attribute, as text. */
export const partitionOf = (name: string, item: Item): string => JSON.stringify(item[name] ?? null);
