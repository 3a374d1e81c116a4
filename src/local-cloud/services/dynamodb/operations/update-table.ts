import { checkInput, type Input } from '../dynalite-internals.ts';
import { validationError } from '../errors.ts';
import { refuseNotEmulated } from '../refuse-not-emulated.ts';
import { refuseReplica } from '../replication/refuse-replica.ts';
import type { Table } from '../table.ts';
import { checkTableOptions } from '../table-definition.ts';
import { describeTable, type Statuses } from '../table-description.ts';
import type { StreamViewType } from '../table-stream.ts';
import { checkTogether, definitionAfter, type IndexUpdate } from '../table-update.ts';
import type { Operation } from './operation.ts';

interface StreamSpecification {
  StreamEnabled?: boolean;
  StreamViewType?: StreamViewType;
}

/**
 * The answer tells of the moment in which it is taken; it is done at once here.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export const updateTable: Operation = (input, tables) => {
  refuseNotEmulated('UpdateTable', input);
  const { TableName } = checkInput('updateTable', input);
  checkTableOptions(input);
  checkTogether(input);
  const stream = input.StreamSpecification as StreamSpecification | undefined;
  if (stream) checkStream(stream);
  const table = tables.table(TableName as string);
  refuseReplica(table);
  if (stream) checkStreamChange(stream, table);
  const definition = definitionAfter(table, input);

  const statuses: Statuses = { table: 'UPDATING', indexes: indexStatuses(input) };
  const deletesIndex = Object.values(statuses.indexes ?? {}).includes('DELETING');
  // An index that goes is still told of.
  const before = deletesIndex ? describeTable(table, statuses) : undefined;
  tables.redefine(table, definition);
  if (stream?.StreamViewType) tables.openStream(table, stream.StreamViewType);
  else if (stream) tables.closeStream(table);
  return { TableDescription: before ?? describeTable(table, statuses) };
};

function checkStream({ StreamEnabled, StreamViewType }: StreamSpecification): void {
  if (StreamEnabled && !StreamViewType)
    throw validationError(
      'One or more parameter values were invalid: If stream is being enabled then UpdateViewType is required',
    );
  if (!StreamEnabled && StreamViewType)
    throw validationError(
      'One or more parameter values were invalid: If stream is being disabled, then UpdateViewType must not be specified',
    );
}

function checkStreamChange({ StreamEnabled }: StreamSpecification, table: Table): void {
  if (StreamEnabled && table.stream)
    throw validationError(`Table already has an enabled stream: TableName: ${table.name}`);
  if (!StreamEnabled && !table.stream)
    throw validationError(`Table has no stream to disable: TableName: ${table.name}`);
}

function indexStatuses(input: Input): NonNullable<Statuses['indexes']> {
  const updates = (input.GlobalSecondaryIndexUpdates ?? []) as IndexUpdate[];
  return Object.fromEntries(
    updates.flatMap(({ Create, Update, Delete }) => [
      ...(Create ? [[Create.IndexName, 'CREATING'] as const] : []),
      ...(Update ? [[Update.IndexName, 'UPDATING'] as const] : []),
      ...(Delete ? [[Delete.IndexName, 'DELETING'] as const] : []),
    ]),
  );
}
