import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import { type ChargedUnits, chargesOfWrite, readUnits } from '../capacity/units.ts';
import type { Input, Output } from '../dynalite-internals.ts';
import {
  type CancellationReason,
  type DynamoDbError,
  idempotentParameterMismatch,
  transactionCanceled,
  validationError,
} from '../errors.ts';
import { type Item, itemSizeBytes } from '../item.ts';
import type { Table } from '../table.ts';
import type { Tables } from '../tables.ts';
import { type Attempt, attemptWrite, type Write, writeOf } from '../write.ts';
import { answer, type Operation } from './operation.ts';
import { itemCollectionMetrics } from './write-item.ts';

/** "The aggregate size of the items in the transaction cannot exceed 4 MB." */
const maxTransactionBytes = 4 * 1024 * 1024;

/** "A client request token is valid for 10 minutes after the first request that uses it is completed." */
const tokenSeconds = 600;

const actions = {
  Put: 'putItem',
  Update: 'updateItem',
  Delete: 'deleteItem',
  ConditionCheck: 'check',
} as const;
type ActionName = keyof typeof actions;

/** A write of the transaction, and whether the caller wants the item that failed its condition. */
type Action = Write & { returnOld: unknown };

/**
 * All or nothing. Everything here happens in one step, so that no other request is ever between.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactWriteItems: Operation = (input, tables, caller) => {
  const items = input.TransactItems;
  if (!Array.isArray(items) || items.length < 1 || items.length > 100) {
    throw validationError(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${Array.isArray(items) && items.length > 100 ? 'less than or equal to 100' : 'greater than or equal to 1'}`,
    );
  }
  const token = tokenOf(input);
  const completed = tables.completedTransactions;
  const requested = JSON.stringify(items);
  const earlier = token === undefined ? undefined : completed.get(token);
  const isRepeat = earlier !== undefined && earlier.until > Date.now();
  if (isRepeat && earlier.actions !== requested) throw idempotentParameterMismatch();

  const parsed = items.map((each) => parseAction(each as Input, tables));
  checkDistinct(parsed);
  if (isRepeat) return repeated(input, parsed, (table, charges) => tables.charge(table, charges, caller));

  const attempts = new Map(parsed.map((action) => [action, attemptWrite(action)]));
  const reasons = [...attempts].map(([action, attempt]) => reasonOf(action, attempt));
  const changes = [...attempts.values()].map(({ change }) => change);
  checkSize(attempts);

  const failed = reasons.some(({ Code }) => Code !== 'None');
  const chargesOf = (action: Action) => {
    const { change } = attempts.get(action) as Attempt;
    return chargesOfWrite(failed ? { ...change, written: false } : change, 2, wantedOf(action, failed));
  };
  const charges = Map.groupBy(parsed, ({ table }) => table);
  const throttled = [...charges].flatMap(([table, some]) => {
    const refusal = tables.refusal(table, some.flatMap(chargesOf), caller);
    return refusal ? [{ table, refusal }] : [];
  });
  if (throttled.length > 0) throw canceledByCapacity(parsed, throttled);
  // "This capacity is consumed even when the transaction is canceled"
  for (const [table, some] of charges) tables.charge(table, some.flatMap(chargesOf), caller);
  if (failed) throw transactionCanceled(reasons);

  tables.commit(changes, caller);
  if (token !== undefined) {
    for (const [old, { until }] of completed) if (until <= Date.now()) completed.delete(old);
    completed.set(token, { actions: requested, until: Date.now() + tokenSeconds * 1000 * tables.timeScale });
  }
  return answer({
    ConsumedCapacity: consumedBy(input, charges, (some) => some.flatMap(chargesOf)),
    ItemCollectionMetrics: collectionsIn(attempts, input.ReturnItemCollectionMetrics),
  });
};

function tokenOf(input: Input): string | undefined {
  const token = input.ClientRequestToken;
  if (token === undefined || token === null) return undefined;
  if (typeof token !== 'string' || token.length < 1 || token.length > 36) {
    throw validationError(
      `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length between 1 and 36`,
    );
  }
  return token;
}

function parseAction(item: Input, tables: Tables): Action {
  const names = Object.keys(actions).filter((name) => item?.[name] != null) as ActionName[];
  const [name] = names;
  if (names.length !== 1 || name === undefined) {
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const given = item[name] as Input;
  if (name === 'ConditionCheck' && given.ConditionExpression === undefined) {
    throw validationError('The expression can not be empty: ConditionCheck needs a ConditionExpression');
  }
  if (name === 'Update' && given.UpdateExpression === undefined)
    throw validationError('The parameter UpdateExpression is required in an Update');
  return {
    ...writeOf(actions[name], given, tables),
    returnOld: given.ReturnValuesOnConditionCheckFailure,
  };
}

function checkDistinct(parsed: Action[]): void {
  const seen = new Set(parsed.map(({ table, key }) => `${table.name}\0${key}`));
  if (seen.size < parsed.length)
    throw validationError('Transaction request cannot include multiple operations on one item');
}

function reasonOf({ returnOld }: Action, { error, change }: Attempt): CancellationReason {
  if (!error) return { Code: 'None' };
  if (error.code !== 'ConditionalCheckFailedException')
    return { Code: 'ValidationError', Message: error.message };
  return {
    Code: 'ConditionalCheckFailed',
    Message: error.message,
    ...(returnOld === 'ALL_OLD' && change.before && { Item: change.before }),
  };
}

function checkSize(attempts: Map<Action, Attempt>): void {
  const bytes = [...attempts.values()].reduce(
    (total, { change }) => total + itemSizeBytes(change.after ?? change.before ?? {}),
    0,
  );
  if (bytes > maxTransactionBytes)
    throw validationError(
      'Collection size of items in transaction exceeded the maximum allowed size of 4 MB',
    );
}

/** The item that a canceled transaction kept out. */
const wantedOf = ({ checked }: Action, failed: boolean): Item | undefined =>
  failed ? ((checked.Item ?? checked.Key) as Item) : undefined;

function canceledByCapacity(
  parsed: Action[],
  throttled: { table: Table; refusal: DynamoDbError }[],
): DynamoDbError {
  return transactionCanceled(
    parsed.map(({ table }) => {
      const refusal = throttled.find((each) => each.table === table)?.refusal;
      if (!refusal) return { Code: 'None' };
      const provisioned = refusal.code === 'ProvisionedThroughputExceededException';
      return {
        Code: provisioned ? 'ProvisionedThroughputExceeded' : 'ThrottlingError',
        Message: refusal.message,
      };
    }),
  );
}

/** "Subsequent calls with the same client token return the number of read capacity units consumed in reading the item." */
function repeated(input: Input, parsed: Action[], charge: (table: Table, charges: ChargedUnits[]) => void) {
  const byTable = Map.groupBy(parsed, ({ table }) => table);
  const chargesOf = (some: Action[]) =>
    some.map(({ table, key }) => ({
      direction: 'Read' as const,
      units: readUnits(itemSizeBytes(table.items.get(key) ?? {}), 'transactional'),
    }));
  for (const [table, some] of byTable) charge(table, chargesOf(some));
  return answer({ ConsumedCapacity: consumedBy(input, byTable, chargesOf) });
}

/** "ItemCollectionMetrics … for each table": of the items that were written. */
function collectionsIn(attempts: Map<Action, Attempt>, asked: unknown): Output | undefined {
  if (asked !== 'SIZE') return undefined;
  const byTable: Record<string, object[]> = {};
  for (const [{ table }, { change }] of attempts) {
    const collection = change.written && itemCollectionMetrics(asked, table, change.after ?? change.before);
    if (!collection) continue;
    byTable[table.name] ??= [];
    byTable[table.name]?.push(collection);
  }
  return Object.keys(byTable).length > 0 ? byTable : undefined;
}

function consumedBy(
  input: Input,
  byTable: Map<Table, Action[]>,
  chargesOf: (some: Action[]) => ChargedUnits[],
): object[] | undefined {
  const consumed = [...byTable].flatMap(([table, some]) => {
    const one = consumedCapacity(input.ReturnConsumedCapacity, table, chargesOf(some), { split: true });
    return one ? [one] : [];
  });
  return consumed.length > 0 ? consumed : undefined;
}
