import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import type { CapacityExceeded } from '../capacity/throttling-error.ts';
import type { ChargedUnits } from '../capacity/units.ts';
import { checkBatchRequest } from '../check-batch-request.ts';
import { checkKeyPaths, type Input } from '../dynalite-internals.ts';
import { type Item, itemSizeBytes } from '../item.ts';
import { checkKey } from '../keys.ts';
import { chargeOfRead, readItem } from './get-item.ts';
import { answer, type Operation } from './operation.ts';

/** "A single operation can retrieve up to 16 MB of data" */
const maxResponseBytes = 16 * 1024 * 1024;

type KeysAndAttributes = Input & { Keys: Item[]; ConsistentRead?: boolean };

/**
 * Each item is read by itself; keys that capacity refuses, or that would make the answer too large, are handed back.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export const batchGetItem: Operation = (input, tables, caller) => {
  const checked = checkBatchRequest('batchGetItem', input);
  const byTable = Object.entries(checked.RequestItems as Record<string, KeysAndAttributes>);
  for (const [name, { Keys, _projection }] of byTable) {
    const { definition } = tables.open(name);
    checkKeyPaths(_projection, definition);
    for (const key of Keys) checkKey(key, definition);
  }

  const given = input.RequestItems as Record<string, KeysAndAttributes>;
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, KeysAndAttributes> = {};
  const consumed: object[] = [];
  let bytes = 0;
  let processed = 0;
  let refusal: CapacityExceeded | undefined;
  for (const [name, { Keys, ...options }] of byTable) {
    const table = tables.open(name);
    const charged: ChargedUnits[] = [];
    const found: Item[] = [];
    responses[name] = found;
    const handBack = (key: Item): void => {
      unprocessed[name] ??= { ...given[name], Keys: [] };
      unprocessed[name].Keys.push(key);
    };
    for (const key of Keys) {
      const item = readItem(table, key, options);
      const size = item ? itemSizeBytes(item) : 0;
      if (bytes + size > maxResponseBytes) {
        handBack(key);
        continue;
      }
      const charge = chargeOfRead(table, key, options.ConsistentRead ? 'strong' : 'eventual');
      const refused = tables.refusal(table, [charge], caller);
      if (refused) {
        refusal ??= refused;
        handBack(key);
        continue;
      }
      charged.push(charge);
      processed += 1;
      bytes += size;
      if (item) found.push(item);
    }
    // The batch is one request: what is left is looked at before any of it is taken.
    tables.charge(table, charged, caller);
    const capacity = consumedCapacity(input.ReturnConsumedCapacity, table, charged);
    if (capacity) consumed.push(capacity);
  }
  if (processed === 0 && refusal) throw refusal;
  return answer({
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ConsumedCapacity: consumed.length > 0 ? consumed : undefined,
  });
};
