import type { Input } from './dynalite-internals.ts';
import { limitExceeded, resourceNotFound, validationError } from './errors.ts';
import type { Table } from './table.ts';
import type { TableDefinition, Throughput } from './table-definition.ts';

type GlobalIndex = NonNullable<TableDefinition['GlobalSecondaryIndexes']>[number];

/** One entry of `GlobalSecondaryIndexUpdates`. */
export interface IndexUpdate {
  Create?: GlobalIndex;
  Update?: Pick<GlobalIndex, 'IndexName' | 'ProvisionedThroughput' | 'OnDemandThroughput' | 'WarmThroughput'>;
  Delete?: { IndexName: string };
}

const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);

const maxIndexes = 20;

/** Names that DynamoDB's error lists; some are not of its API. */
const anyOf =
  'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required';

/** Throws DynamoDB's errors for parameters that do not go together, whatever the table is. */
export function checkTogether(input: Input): void {
  const given = (...names: string[]) =>
    names.filter((name) => input[name] !== undefined && input[name] !== null);
  const all = given(
    'ProvisionedThroughput',
    'BillingMode',
    'StreamSpecification',
    'GlobalSecondaryIndexUpdates',
    'SSESpecification',
    'DeletionProtectionEnabled',
    'OnDemandThroughput',
    'WarmThroughput',
    'TableClass',
  );
  if (all.length === 0) throw validationError(anyOf);
  for (const [name, what] of [
    ['SSESpecification', 'Server-Side Encryption modification'],
    ['TableClass', 'TableClass modification'],
    ['DeletionProtectionEnabled', 'DeletionProtection modification'],
  ] as const) {
    if (all.includes(name) && all.length > 1)
      throw invalid(`${what} must be the only operation in the request`);
  }
  if (all.includes('OnDemandThroughput') && all.some((each) => !/OnDemandThroughput|BillingMode/.test(each)))
    throw invalid('OnDemandThroughput can only be combined with BillingMode in an UpdateTable request');

  const updates = (input.GlobalSecondaryIndexUpdates ?? []) as IndexUpdate[];
  const isOnline = updates.some(({ Create, Delete }) => Create || Delete);
  if (all.includes('StreamSpecification') && all.includes('ProvisionedThroughput'))
    throw invalid('You cannot modify stream status while updating table IOPS');
  if (isOnline && all.includes('ProvisionedThroughput'))
    throw invalid('You cannot create or delete index while updating table IOPS');
  if (isOnline && all.includes('StreamSpecification'))
    throw invalid('You cannot create or delete index while changing stream status');
  checkIndexUpdates(updates, all.includes('GlobalSecondaryIndexUpdates') && all.length === 1);
}

function checkIndexUpdates(updates: IndexUpdate[], mustBeSome: boolean): void {
  if (mustBeSome && updates.length === 0) throw invalid('List of GlobalSecondaryIndexUpdates is empty');
  const names = new Set<string>();
  for (const update of updates) {
    const actions = [update.Create, update.Update, update.Delete].filter((each) => each !== undefined);
    if (actions.length === 0)
      throw invalid(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
      );
    if (actions.length > 1)
      throw invalid(
        'Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object',
      );
    const name = actions[0]?.IndexName ?? '';
    if (names.has(name))
      throw invalid(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${name}`,
      );
    names.add(name);
  }
  if (updates.filter(({ Create, Delete }) => Create || Delete).length > 1)
    throw limitExceeded(
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
}

/** What the table would be. Throws DynamoDB's errors for what does not fit to what it is. */
export function definitionAfter(table: Table, input: Input): TableDefinition {
  const now = table.given;
  const mode = (input.BillingMode ?? now.BillingMode) as TableDefinition['BillingMode'];
  const throughput = input.ProvisionedThroughput as Throughput | undefined;
  if (mode === 'PAY_PER_REQUEST' && throughput)
    throw invalid(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  if (input.BillingMode === 'PROVISIONED' && !throughput)
    throw invalid('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  if (throughput && now.BillingMode === 'PROVISIONED')
    checkChanges('the table', now.ProvisionedThroughput, throughput);

  const updates = (input.GlobalSecondaryIndexUpdates ?? []) as IndexUpdate[];
  const indexes = indexesAfter(table, updates, mode);
  const definitions = (input.AttributeDefinitions ?? []) as TableDefinition['AttributeDefinitions'];
  const all = [
    ...now.AttributeDefinitions.filter(
      ({ AttributeName }) => !definitions.some((each) => each.AttributeName === AttributeName),
    ),
    ...definitions,
  ];
  const used = new Set(
    [now, ...indexes, ...(now.LocalSecondaryIndexes ?? [])].flatMap(({ KeySchema }) =>
      KeySchema.map((each) => each.AttributeName),
    ),
  );
  const { ProvisionedThroughput: _, GlobalSecondaryIndexes: __, OnDemandThroughput: ___, ...rest } = now;
  const onDemand = input.OnDemandThroughput ?? now.OnDemandThroughput;
  const provisioned = throughput ?? now.ProvisionedThroughput;
  return {
    ...rest,
    BillingMode: mode,
    AttributeDefinitions: all.filter(({ AttributeName }) => used.has(AttributeName)),
    ...(mode === 'PROVISIONED'
      ? {
          ProvisionedThroughput: provisioned,
          ...(input.OnDemandThroughput !== undefined && {
            OnDemandThroughput: input.OnDemandThroughput as object,
          }),
        }
      : onDemand !== undefined && { OnDemandThroughput: onDemand as object }),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    ...given(input, 'TableClass'),
    ...given(input, 'SSESpecification'),
    ...given(input, 'DeletionProtectionEnabled'),
    ...given(input, 'WarmThroughput'),
  };
}

const given = (input: Input, name: string) => (input[name] === undefined ? {} : { [name]: input[name] });

function indexesAfter(
  table: Table,
  updates: IndexUpdate[],
  mode: TableDefinition['BillingMode'],
): GlobalIndex[] {
  let indexes = [...(table.given.GlobalSecondaryIndexes ?? [])];
  const locals = table.given.LocalSecondaryIndexes ?? [];
  const named = (name: string) => {
    if (locals.some(({ IndexName }) => IndexName === name))
      throw validationError(`Cannot delete an index that is not a GlobalSecondaryIndex: ${name}`);
    const index = indexes.find(({ IndexName }) => IndexName === name);
    if (!index) throw resourceNotFound('Requested resource not found');
    return index;
  };
  for (const { Create, Update, Delete } of updates) {
    if (Create) {
      if ([...indexes, ...locals].some(({ IndexName }) => IndexName === Create.IndexName))
        throw validationError('Attempting to create an index which already exists');
      if (mode === 'PAY_PER_REQUEST' && Create.ProvisionedThroughput)
        throw invalid(
          `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${Create.IndexName} when BillingMode is PAY_PER_REQUEST`,
        );
      if (indexes.length >= maxIndexes)
        throw limitExceeded(
          `Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the per-table limit of ${maxIndexes}`,
        );
      indexes.push(Create);
    }
    if (Delete) {
      const index = named(Delete.IndexName);
      indexes = indexes.filter((each) => each !== index);
    }
    if (Update) {
      const index = named(Update.IndexName);
      if (mode === 'PAY_PER_REQUEST' && Update.ProvisionedThroughput)
        throw invalid(
          `The only Updates for index: ${Update.IndexName} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
        );
      if (Update.ProvisionedThroughput && table.given.BillingMode === 'PROVISIONED')
        checkChanges(
          `the index ${Update.IndexName}`,
          index.ProvisionedThroughput,
          Update.ProvisionedThroughput,
        );
      indexes = indexes.map((each) => (each === index ? { ...each, ...Update } : each));
    }
  }
  if (mode === 'PAY_PER_REQUEST') return indexes.map(({ ProvisionedThroughput: _, ...index }) => index);
  const without = indexes.find((index) => !index.ProvisionedThroughput);
  if (without) throw invalid(`ProvisionedThroughput must be specified for index: ${without.IndexName}`);
  return indexes.map(({ OnDemandThroughput: _, ...index }) => index);
}

function checkChanges(what: string, now: Throughput | undefined, wanted: Throughput): void {
  if (
    now?.ReadCapacityUnits !== wanted.ReadCapacityUnits ||
    now.WriteCapacityUnits !== wanted.WriteCapacityUnits
  )
    return;
  const units = (kind: 'Read' | 'Write') => {
    const name = `${kind}CapacityUnits` as const;
    return `Current ${name} provisioned for the table: ${now[name]}. Requested ${name}: ${wanted[name]}.`;
  };
  throw validationError(
    `The provisioned throughput for ${what} will not change. The requested value equals the current value. ${units('Read')} ${units('Write')} Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
  );
}
