import { consumedCapacity } from '../capacity/consumed-capacity.ts';
import { type ChargedUnits, chargesOfWrite, readUnits } from '../capacity/units.ts';
import { checkInput, fulfilsCondition, type Input, runNow } from '../dynalite-internals.ts';
import {
  type CancellationReason,
  DynamoDbError,
  idempotentParameterMismatch,
  transactionCanceled,
  validationError,
} from '../errors.ts';
import { type Item, itemSizeBytes } from '../item.ts';
import { type Change, maxItemBytes } from '../item-store.ts';
import type { Table } from '../table.ts';
import type { Tables } from '../tables.ts';
import { answer, type Operation } from './operation.ts';
import { checkReturnValuesOnFailure } from './write-item.ts';

/** "The aggregate size of the items in the transaction cannot exceed 4 MB." */
const maxTransactionBytes = 4 * 1024 * 1024;

/** "A client request token is valid for 10 minutes after the first request that uses it is completed." */
const tokenSeconds = 600;

const actions = {
  Put: 'putItem',
  Update: 'updateItem',
  Delete: 'deleteItem',
  ConditionCheck: 'deleteItem',
} as const;
type ActionName = keyof typeof actions;

interface Action {
  name: ActionName;
  checked: Input;
  table: Table;
  key: string;
  returnOld: unknown;
}

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
  if (isRepeat) return repeated(input, parsed);

  const reasons: CancellationReason[] = [];
  const { changes } = tables.store.attempt(() => {
    for (const action of parsed) reasons.push(run(action, tables));
  });
  const byKey = new Map(changes.map((change) => [`${change.table.name}\0${change.key}`, change]));
  const changeOf = ({ table, key }: Action) => byKey.get(`${table.name}\0${key}`) as Change;
  checkSize(changes);

  const failed = reasons.some(({ Code }) => Code !== 'None');
  const chargesOf = (action: Action) =>
    chargesOfWrite(
      failed ? { ...changeOf(action), written: false } : changeOf(action),
      2,
      wantedOf(action, failed),
    );
  const charges = Map.groupBy(parsed, ({ table }) => table);
  const throttled = [...charges].flatMap(([table, some]) => {
    const refusal = table.capacity.refusal(some.flatMap(chargesOf));
    if (refusal) tables.tellThrottled(table, caller);
    return refusal ? [{ table, refusal }] : [];
  });
  if (throttled.length > 0) throw canceledByCapacity(parsed, throttled);
  // "This capacity is consumed even when the transaction is canceled"
  for (const [table, some] of charges) table.capacity.take(some.flatMap(chargesOf));
  if (failed) throw transactionCanceled(reasons);

  tables.commit(changes, caller);
  if (token !== undefined) {
    for (const [old, { until }] of completed) if (until <= Date.now()) completed.delete(old);
    completed.set(token, { actions: requested, until: Date.now() + tokenSeconds * 1000 * tables.timeScale });
  }
  return answer({
    ConsumedCapacity: consumedBy(input, charges, (some) => some.flatMap(chargesOf)),
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
  const checked = checkInput(actions[name], given, tables.store);
  checkReturnValuesOnFailure(given.ReturnValuesOnConditionCheckFailure);
  const table = tables.store.table(checked.TableName as string);
  const keySource = (checked.Key ?? checked.Item) as Item;
  for (const keyName of table.keyNames) {
    if (!keySource[keyName]) throw validationError('The provided key element does not match the schema');
  }
  return {
    name,
    checked,
    table,
    key: table.keyOf(keySource),
    returnOld: given.ReturnValuesOnConditionCheckFailure,
  };
}

function checkDistinct(parsed: Action[]): void {
  const seen = new Set(parsed.map(({ table, key }) => `${table.name}\0${key}`));
  if (seen.size < parsed.length)
    throw validationError('Transaction request cannot include multiple operations on one item');
}

function run({ name, checked, table, key, returnOld }: Action, tables: Tables): CancellationReason {
  const { store } = tables;
  const before = table.items.get(key);
  try {
    if (name === 'ConditionCheck') {
      // Reading it notes it, so that it is paid for.
      runNow('getItem', store, { TableName: table.name, Key: checked.Key });
      if (fulfilsCondition(checked, before)) return { Code: 'None' };
      return conditionFailed(returnOld, before);
    }
    runNow(actions[name], store, checked);
    return { Code: 'None' };
  } catch (error) {
    if (!(error instanceof DynamoDbError)) throw error;
    if (error.code === 'ConditionalCheckFailedException') return conditionFailed(returnOld, before);
    if (error.code === 'ValidationException') return { Code: 'ValidationError', Message: error.message };
    throw error;
  }
}

const conditionFailed = (returnOld: unknown, before: Item | undefined): CancellationReason => ({
  Code: 'ConditionalCheckFailed',
  Message: 'The conditional request failed',
  ...(returnOld === 'ALL_OLD' && before && { Item: before }),
});

function checkSize(changes: Change[]): void {
  const sizes = changes.map(({ before, after }) => itemSizeBytes(after ?? before ?? {}));
  if (sizes.some((size) => size > maxItemBytes))
    throw validationError('Item size to update has exceeded the maximum allowed size');
  if (sizes.reduce((total, size) => total + size, 0) > maxTransactionBytes)
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
function repeated(input: Input, parsed: Action[]) {
  return answer({
    ConsumedCapacity: consumedBy(
      input,
      Map.groupBy(parsed, ({ table }) => table),
      (some) =>
        some.map(({ table, key }) => ({
          direction: 'Read' as const,
          units: readUnits(itemSizeBytes(table.items.get(key) ?? {}), 'transactional'),
        })),
    ),
  });
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
