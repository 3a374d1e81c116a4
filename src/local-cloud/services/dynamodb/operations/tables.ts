import { checkInput } from '../dynalite-internals.ts';
import { validationError } from '../errors.ts';
import { refuseNotEmulated } from '../refuse-not-emulated.ts';
import type { TableDefinition } from '../table-definition.ts';
import { checkTableOptions } from '../table-definition.ts';
import { describeTable as described } from '../table-description.ts';
import type { StreamViewType } from '../table-stream.ts';
import { checkTags, type Tag } from '../tags.ts';
import { answer, type Operation } from './operation.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const createTable: Operation = (input, tables) => {
  refuseNotEmulated('CreateTable', input);
  checkInput('createTable', input);
  checkTableOptions(input);
  const definition = {
    ...(input as unknown as TableDefinition),
    BillingMode: (input.BillingMode ?? 'PROVISIONED') as TableDefinition['BillingMode'],
  };
  const tags = (input.Tags ?? []) as Tag[];
  checkTags(tags);
  const table = tables.create({
    logicalId: definition.TableName,
    definition,
    streamViewType: streamViewTypeOf(input.StreamSpecification),
  });
  for (const { Key, Value } of tags) table.tags.set(Key, Value);
  const indexes = (definition.GlobalSecondaryIndexes ?? []).map(
    ({ IndexName }) => [IndexName, 'CREATING'] as const,
  );
  return {
    TableDescription: described(table, { table: 'CREATING', indexes: Object.fromEntries(indexes) }),
  };
};

function streamViewTypeOf(given: unknown): StreamViewType | undefined {
  const { StreamEnabled, StreamViewType } = (given ?? {}) as {
    StreamEnabled?: boolean;
    StreamViewType?: StreamViewType;
  };
  if (StreamEnabled && !StreamViewType)
    throw validationError(
      'One or more parameter values were invalid: Table is being created with a stream enabled, UpdateViewType is required',
    );
  if (!StreamEnabled && StreamViewType)
    throw validationError(
      'One or more parameter values were invalid: Table is being created with a stream disabled, UpdateViewType should not be specified',
    );
  return StreamViewType;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const deleteTable: Operation = (input, tables) => {
  const { TableName } = checkInput('deleteTable', input);
  const table = tables.table(TableName as string);
  if (table.given.DeletionProtectionEnabled)
    throw validationError(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  const description = described(table, { table: 'DELETING' });
  tables.delete(table);
  return { TableDescription: description };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable: Operation = (input, tables) => {
  const { TableName } = checkInput('describeTable', input);
  return { Table: described(tables.table(TableName as string)) };
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
