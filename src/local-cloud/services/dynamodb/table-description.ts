import { account } from '../../kernel/account.ts';
import { itemSizeBytes } from './item.ts';
import type { SecondaryIndex, Table } from './table.ts';
import type { Throughput, WarmThroughput } from './table-definition.ts';

/** What an answer says of the moment in which the operation was taken; it is done by the next one. */
export interface Statuses {
  table?: 'CREATING' | 'UPDATING' | 'DELETING';
  /** By the index's name. */
  indexes?: Record<string, 'CREATING' | 'UPDATING' | 'DELETING'>;
}

const onDemandWarm = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 };

/**
 * AWS updates the counts about every six hours; here they are up to date.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export function describeTable(table: Table, statuses: Statuses = {}): Record<string, unknown> {
  const { given, stream, onDemandSince, replica } = table;
  const globals = table.indexes.filter(({ kind }) => kind === 'global');
  const locals = table.indexes.filter(({ kind }) => kind === 'local');
  return {
    TableName: table.name,
    TableArn: table.arn,
    TableId: table.id,
    TableStatus: statuses.table ?? 'ACTIVE',
    CreationDateTime: table.createdAtSeconds,
    AttributeDefinitions: given.AttributeDefinitions,
    KeySchema: given.KeySchema,
    ItemCount: table.items.size,
    TableSizeBytes: table.bytes,
    ProvisionedThroughput: throughputOf(given.ProvisionedThroughput),
    ...(onDemandSince !== undefined && {
      BillingModeSummary: {
        BillingMode: given.BillingMode,
        LastUpdateToPayPerRequestDateTime: onDemandSince,
      },
    }),
    ...(given.OnDemandThroughput && { OnDemandThroughput: given.OnDemandThroughput }),
    WarmThroughput: warmThroughputOf(given),
    ...(globals.length > 0 && {
      GlobalSecondaryIndexes: globals.map((index) => describeGlobalIndex(table, index, statuses)),
    }),
    ...(locals.length > 0 && {
      LocalSecondaryIndexes: locals.map((index) => describeIndex(table, index)),
    }),
    ...(stream && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType },
      LatestStreamArn: stream.arn,
      LatestStreamLabel: stream.arn.split('/').at(-1),
    }),
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_versions.html
    ...(replica && {
      GlobalTableVersion: '2019.11.21',
      Replicas: [...replica.links.keys()].map(({ region }) => ({
        RegionName: region.name,
        ReplicaStatus: 'ACTIVE',
      })),
      MultiRegionConsistency: 'EVENTUAL',
    }),
    ...(given.TableClass && { TableClassSummary: { TableClass: given.TableClass } }),
    ...(given.SSESpecification?.Enabled && {
      SSEDescription: {
        Status: 'ENABLED',
        SSEType: 'KMS',
        KMSMasterKeyArn:
          given.SSESpecification.KMSMasterKeyId ??
          `arn:aws:kms:${account.region}:${account.id}:key/00000000-0000-0000-0000-000000000000`,
      },
    }),
    DeletionProtectionEnabled: given.DeletionProtectionEnabled ?? false,
  };
}

function describeGlobalIndex(table: Table, index: SecondaryIndex, statuses: Statuses) {
  const given = table.given.GlobalSecondaryIndexes?.find(
    ({ IndexName }) => IndexName === index.definition.IndexName,
  );
  const status = statuses.indexes?.[index.definition.IndexName];
  const warm = warmThroughputOf({ ...given, BillingMode: table.given.BillingMode });
  return {
    ...describeIndex(table, index),
    IndexStatus: status ?? 'ACTIVE',
    ...(status === 'CREATING' && table.items.size > 0 && { Backfilling: true }),
    ProvisionedThroughput: throughputOf(given?.ProvisionedThroughput),
    ...(given?.OnDemandThroughput && { OnDemandThroughput: given.OnDemandThroughput }),
    WarmThroughput: warm,
  };
}

function describeIndex(table: Table, { definition, entries }: SecondaryIndex) {
  return {
    IndexName: definition.IndexName,
    KeySchema: definition.KeySchema,
    Projection: definition.Projection,
    IndexArn: `${table.arn}/index/${definition.IndexName}`,
    ItemCount: entries.size,
    IndexSizeBytes: [...entries.range({})].reduce((bytes, entry) => bytes + itemSizeBytes(entry), 0),
  };
}

const throughputOf = (given: Throughput | undefined) => ({
  NumberOfDecreasesToday: 0,
  ReadCapacityUnits: given?.ReadCapacityUnits ?? 0,
  WriteCapacityUnits: given?.WriteCapacityUnits ?? 0,
});

function warmThroughputOf(given: {
  BillingMode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  ProvisionedThroughput?: Throughput | undefined;
  WarmThroughput?: WarmThroughput | undefined;
}) {
  const { ReadCapacityUnits, WriteCapacityUnits } = given.ProvisionedThroughput ?? {};
  const least =
    given.BillingMode === 'PROVISIONED'
      ? { ReadUnitsPerSecond: ReadCapacityUnits ?? 0, WriteUnitsPerSecond: WriteCapacityUnits ?? 0 }
      : onDemandWarm;
  return { ...least, ...given.WarmThroughput, Status: 'ACTIVE' };
}
