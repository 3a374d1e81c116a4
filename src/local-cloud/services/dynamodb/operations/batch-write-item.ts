import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import type { CapacityExceeded } from '../capacity/throttling-error.ts';
import { type ChargedUnits, chargesOfWrite } from '../capacity/units.ts';
import { checkBatchRequest } from '../check-batch-request.ts';
import { validationError } from '../errors.ts';
import type { Item } from '../item.ts';
import { checkItem, checkKey } from '../keys.ts';
import type { Table } from '../table.ts';
import { attemptWrite, checkItemSize } from '../write.ts';
import { answer, type Operation } from './operation.ts';
import { itemCollectionMetrics } from './write-item.ts';

interface WriteRequest {
  PutRequest?: { Item: Item };
  DeleteRequest?: { Key: Item };
}

/**
 * Each item is written by itself; those that capacity refuses are handed back.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export const batchWriteItem: Operation = (input, tables, caller) => {
  const checked = checkBatchRequest('batchWriteItem', input);
  const byTable = Object.entries(checked.RequestItems as Record<string, WriteRequest[]>);
  for (const [name, requests] of byTable) checkRequests(tables.open(name), requests);

  const unprocessed: Record<string, WriteRequest[]> = {};
  const metrics: Record<string, object[]> = {};
  const consumed: object[] = [];
  let processed = 0;
  let refusal: CapacityExceeded | undefined;
  for (const [name, requests] of byTable) {
    const table = tables.open(name);
    const charged: ChargedUnits[] = [];
    for (const request of requests) {
      const item = request.PutRequest?.Item;
      const { change } = attemptWrite({
        action: item ? 'putItem' : 'deleteItem',
        checked: { Item: item },
        table,
        key: table.keyOf(item ?? request.DeleteRequest?.Key ?? {}),
      });
      const charges = chargesOfWrite(change, 1);
      const refused = tables.refusal(table, charges, caller);
      if (refused) {
        refusal ??= refused;
        unprocessed[name] ??= [];
        unprocessed[name].push(request);
        continue;
      }
      tables.commit([change], caller);
      charged.push(...charges);
      processed += 1;
      const collection = itemCollectionMetrics(
        input.ReturnItemCollectionMetrics,
        table,
        change.after ?? change.before,
      );
      if (collection) {
        metrics[name] ??= [];
        metrics[name].push(collection);
      }
    }
    // The batch is one request: what is left is looked at before any of it is taken.
    tables.charge(table, charged, caller);
    const capacity = consumedCapacity(input.ReturnConsumedCapacity, table, charged);
    if (capacity) consumed.push(capacity);
  }
  // "If BatchWriteItem cannot process any items due to throttling, it returns" the error of one of them.
  if (processed === 0 && refusal) throw refusal;
  return answer({
    UnprocessedItems: unprocessed,
    ConsumedCapacity: consumed.length > 0 ? consumed : undefined,
    ItemCollectionMetrics: Object.keys(metrics).length > 0 ? metrics : undefined,
  });
};

function checkRequests(table: Table, requests: WriteRequest[]): void {
  const seen = new Set<string>();
  for (const { PutRequest, DeleteRequest } of requests) {
    if (PutRequest) {
      checkItemSize(PutRequest.Item);
      checkItem(PutRequest.Item, table.definition);
    }
    if (DeleteRequest) checkKey(DeleteRequest.Key, table.definition);
    const key = table.keyOf(PutRequest?.Item ?? DeleteRequest?.Key ?? {});
    if (seen.has(key)) throw validationError('Provided list of item keys contains duplicates');
    seen.add(key);
  }
}
