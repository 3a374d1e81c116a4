import { checkInput } from '../dynalite-internals.ts';
import { validationError } from '../errors.ts';
import type { TableDefinition } from '../table.ts';
import type { StreamViewType } from '../table-stream.ts';
import { answer, type Operation } from './operation.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const createTable: Operation = (input, tables) => {
  checkInput('createTable', input);
  const definition = {
    ...(input as unknown as TableDefinition),
    BillingMode: (input.BillingMode ?? 'PROVISIONED') as TableDefinition['BillingMode'],
  };
  const stream = input.StreamSpecification as
    | { StreamEnabled?: boolean; StreamViewType?: StreamViewType }
    | undefined;
  const table = tables.create({
    logicalId: definition.TableName,
    definition,
    streamViewType: stream?.StreamEnabled ? (stream.StreamViewType ?? 'NEW_AND_OLD_IMAGES') : undefined,
  });
  return { TableDescription: table.describe() };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const deleteTable: Operation = (input, tables) => {
  const { TableName } = checkInput('deleteTable', input);
  const table = tables.table(TableName as string);
  tables.delete(table);
  return { TableDescription: { ...table.describe(), TableStatus: 'DELETING' } };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable: Operation = (input, tables) => {
  const { TableName } = checkInput('describeTable', input);
  return { Table: tables.table(TableName as string).describe() };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables: Operation = (input, tables) => {
  const { ExclusiveStartTableName, Limit } = checkInput('listTables', input);
  const after = (ExclusiveStartTableName as string | undefined) ?? '';
  const limit = (Limit as number | undefined) ?? 100;
  const names = [...tables.byName.keys()].sort().filter((name) => name > after);
  const listed = names.slice(0, limit);
  return answer({
    TableNames: listed,
    LastEvaluatedTableName: names.length > limit ? listed.at(-1) : undefined,
  });
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive: Operation = (input, tables) => {
  const { timeToLive } = tables.table(nameIn(input));
  return {
    TimeToLiveDescription: timeToLive
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.attributeName }
      : { TimeToLiveStatus: 'DISABLED' },
  };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive: Operation = (input, tables) => {
  const table = tables.table(nameIn(input));
  const given = input.TimeToLiveSpecification as { Enabled?: unknown; AttributeName?: unknown } | undefined;
  if (
    typeof given?.Enabled !== 'boolean' ||
    typeof given.AttributeName !== 'string' ||
    given.AttributeName === ''
  ) {
    throw validationError('TimeToLiveSpecification needs Enabled and AttributeName');
  }
  if (given.Enabled === (table.timeToLive !== undefined)) {
    throw validationError(`TimeToLive is already ${given.Enabled ? 'enabled' : 'disabled'}`);
  }
  if (given.Enabled) tables.enableTimeToLive(table, given.AttributeName);
  else tables.disableTimeToLive(table);
  return { TimeToLiveSpecification: { Enabled: given.Enabled, AttributeName: given.AttributeName } };
};

function nameIn(input: Record<string, unknown>): string {
  if (typeof input.TableName === 'string') return input.TableName;
  throw validationError("The parameter 'TableName' is required but was not present in the request");
}
