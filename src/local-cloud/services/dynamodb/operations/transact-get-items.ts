import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import { checkRequest } from '../check-request.ts';
import type { Input } from '../dynalite-internals.ts';
import { transactionCanceled, validationError } from '../errors.ts';
import { type Item, itemSizeBytes } from '../item.ts';
import { chargeOfRead, readItem } from './get-item.ts';
import { answer, type Operation } from './operation.ts';

/** "the aggregate size of the items in the transaction exceeded 4 MB" */
const maxTransactionBytes = 4 * 1024 * 1024;

/**
 * Items as they are at one moment.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
 */
export const transactGetItems: Operation = (input, tables, caller) => {
  const items = input.TransactItems;
  if (!Array.isArray(items) || items.length < 1 || items.length > 100) {
    throw validationError(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${Array.isArray(items) && items.length > 100 ? 'less than or equal to 100' : 'greater than or equal to 1'}`,
    );
  }
  const reads = items.map((each: Input) => {
    if (!each?.Get) throw validationError('TransactItems must contain a Get');
    const checked = checkRequest('getItem', each.Get as Input);
    const table = tables.open(checked.TableName as string);
    const key = checked.Key as Item;
    const item = readItem(table, key, checked);
    const bytes = itemSizeBytes(table.items.get(table.keyOf(key)) ?? {});
    return { table, item, bytes, charge: chargeOfRead(table, key, 'transactional') };
  });
  if (reads.reduce((sum, { bytes }) => sum + bytes, 0) > maxTransactionBytes)
    throw validationError(
      'Collection size of items in transaction exceeded the maximum allowed size of 4 MB',
    );
  const byTable = Map.groupBy(reads, ({ table }) => table);
  const refused = [...byTable].flatMap(([table, some]) => {
    const charges = some.map(({ charge }) => charge);
    const refusal = tables.refusal(table, charges, caller);
    return refusal ? [{ table, refusal }] : [];
  });
  if (refused.length > 0) {
    throw transactionCanceled(
      reads.map(({ table }) => {
        const refusal = refused.find((each) => each.table === table)?.refusal;
        if (!refusal) return { Code: 'None' };
        const provisioned = refusal.code === 'ProvisionedThroughputExceededException';
        return {
          Code: provisioned ? 'ProvisionedThroughputExceeded' : 'ThrottlingError',
          Message: refusal.message,
        };
      }),
    );
  }
  for (const [table, some] of byTable)
    tables.charge(
      table,
      some.map(({ charge }) => charge),
      caller,
    );
  const consumed = [...byTable].flatMap(
    ([table, some]) =>
      consumedCapacity(
        input.ReturnConsumedCapacity,
        table,
        some.map(({ charge }) => charge),
        { split: true },
      ) ?? [],
  );
  return answer({
    Responses: reads.map(({ item }) => (item && Object.keys(item).length > 0 ? { Item: item } : {})),
    ConsumedCapacity: consumed.length > 0 ? consumed : undefined,
  });
};
