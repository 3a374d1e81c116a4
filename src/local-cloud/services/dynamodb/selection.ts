import type { DocumentPath } from './document-path.ts';
import type { Input } from './dynalite-internals.ts';
import { validationError } from './errors.ts';
import type { SecondaryIndex, Table } from './table.ts';

/** What a query or scan gives of each item. */
export interface Selection {
  /** Undefined: all there is. */
  paths: DocumentPath[] | undefined;
  onlyCount: boolean;
  /** A local index fetches from the table what it lacks. */
  fetches: boolean;
}

/**
 * What of an item is wanted, from `Select` and the projection. Throws DynamoDB's ValidationException for what does not go
 * together, or what a global index has not.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html#DDB-Query-request-Select
 */
export function selectionOf(checked: Input, table: Table, index: SecondaryIndex | undefined): Selection {
  const projection = checked._projection as { paths: DocumentPath[] } | undefined;
  const names = checked.AttributesToGet as string[] | undefined;
  const paths = projection?.paths ?? names?.map((name) => [name]);
  const parameter = projection ? 'ProjectionExpression' : 'AttributesToGet';
  const { Select: select } = checked;
  const wanted = {
    ALL_ATTRIBUTES: 'ALL_ATTRIBUTES',
    ALL_PROJECTED_ATTRIBUTES: 'ALL_PROJECTED_ATTRIBUTES',
    COUNT: 'only the Count',
  }[select as string];
  if (paths && wanted !== undefined)
    throw validationError(`Cannot specify the ${parameter} when choosing to get ${wanted}`);
  if (!paths && select === 'SPECIFIC_ATTRIBUTES')
    throw validationError(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && !index)
    throw validationError(
      'One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
    );

  const isPartial = index !== undefined && index.definition.Projection.ProjectionType !== 'ALL';
  if (select === 'ALL_ATTRIBUTES' && isPartial && index.kind === 'global')
    throw validationError(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.definition.IndexName} because its projection type is not ALL`,
    );
  const filtered = Object.keys((checked._filter as { pathHeads?: object } | undefined)?.pathHeads ?? {});
  const legacy = Object.keys((checked.QueryFilter ?? checked.ScanFilter ?? {}) as object);
  const heads = [...(paths ?? []).map(([head]) => String(head)), ...filtered, ...legacy];
  const missing = isPartial ? heads.filter((name) => !table.projects(index, name)) : [];
  if (missing.length > 0 && index?.kind === 'global')
    throw validationError(
      `One or more parameter values were invalid: Global secondary index ${index.definition.IndexName} does not project [${[...new Set(missing)].join(', ')}]`,
    );
  return {
    paths,
    onlyCount: select === 'COUNT',
    fetches: isPartial && (select === 'ALL_ATTRIBUTES' || missing.length > 0),
  };
}
