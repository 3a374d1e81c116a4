import { checkInput, type IndexDefinition } from './dynalite-internals.ts';
import { DynamoDbError, validationError } from './errors.ts';
import { refuseMultiAttributeKeys } from './refuse-not-emulated.ts';

/** Capacity that is provisioned for a table or a global secondary index. */
export interface Throughput {
  ReadCapacityUnits: number;
  WriteCapacityUnits: number;
}

/** Most that an on-demand table or index may take. */
export interface OnDemandThroughput {
  MaxReadRequestUnits?: number | undefined;
  MaxWriteRequestUnits?: number | undefined;
}

/** What an on-demand table or index takes from its first second on. */
export interface WarmThroughput {
  ReadUnitsPerSecond?: number | undefined;
  WriteUnitsPerSecond?: number | undefined;
}

/** A table's properties, as CreateTable and CloudFormation name them. */
export interface TableDefinition {
  TableName: string;
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  KeySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
  BillingMode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  ProvisionedThroughput?: Throughput | undefined;
  OnDemandThroughput?: OnDemandThroughput | undefined;
  WarmThroughput?: WarmThroughput | undefined;
  GlobalSecondaryIndexes?:
    | (IndexDefinition & {
        ProvisionedThroughput?: Throughput | undefined;
        OnDemandThroughput?: OnDemandThroughput | undefined;
        WarmThroughput?: WarmThroughput | undefined;
      })[]
    | undefined;
  LocalSecondaryIndexes?: IndexDefinition[] | undefined;
  /** What of a table is told when it is described, and changes nothing else here. */
  TableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS' | undefined;
  SSESpecification?: { Enabled?: boolean; SSEType?: string; KMSMasterKeyId?: string } | undefined;
  DeletionProtectionEnabled?: boolean | undefined;
}

/**
 * Throws DynamoDB's ValidationException when CreateTable would refuse this table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function checkTableDefinition(definition: TableDefinition): void {
  refuseMultiAttributeKeys(definition.GlobalSecondaryIndexes ?? []);
  checkInput('createTable', withoutUndefined(definition));

  const secondary = [
    ...(definition.GlobalSecondaryIndexes ?? []),
    ...(definition.LocalSecondaryIndexes ?? []),
  ];
  const used = new Set(
    [definition, ...secondary].flatMap(({ KeySchema }) => KeySchema.map((key) => key.AttributeName)),
  );
  const defined = definition.AttributeDefinitions.map((each) => each.AttributeName);
  if (!defined.every((name) => used.has(name))) {
    throw validationError(
      `One or more parameter values were invalid: Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
    );
  }
  checkOnDemandThroughput(definition);
  if (definition.BillingMode === 'PROVISIONED') {
    const without = definition.GlobalSecondaryIndexes?.find((index) => !index.ProvisionedThroughput);
    if (without)
      throw validationError(
        `One or more parameter values were invalid: ProvisionedThroughput is not specified for index: ${without.IndexName}`,
      );
  }
  const duplicate = defined.find((name, position) => defined.indexOf(name) !== position);
  if (duplicate !== undefined) throw validationError(`Attribute Name is duplicated: ${duplicate}`);
  for (const { Projection } of secondary) {
    if (Projection.ProjectionType === 'INCLUDE' && !Projection.NonKeyAttributes?.length) {
      throw validationError(
        'One or more parameter values were invalid: ProjectionType is INCLUDE, but NonKeyAttributes is not specified',
      );
    }
  }
}

/** Throws DynamoDB's ValidationException for options of CreateTable and UpdateTable that are none. */
export function checkTableOptions(input: Record<string, unknown>): void {
  const { TableClass, SSESpecification, DeletionProtectionEnabled } = input;
  if (TableClass !== undefined && !['STANDARD', 'STANDARD_INFREQUENT_ACCESS'].includes(TableClass as string))
    throw validationError(
      'Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].',
    );
  if (DeletionProtectionEnabled !== undefined && typeof DeletionProtectionEnabled !== 'boolean')
    throw new DynamoDbError(400, 'com.amazon.coral.service#SerializationException', 'Unexpected field type');
  const { Enabled, SSEType, KMSMasterKeyId } = (SSESpecification ?? {}) as Record<string, unknown>;
  if (Enabled === false && SSEType !== undefined)
    throw validationError(
      'One or more parameter values were invalid: SSEType can not be specified if Enabled is false',
    );
  if (KMSMasterKeyId !== undefined && SSEType !== 'KMS')
    throw validationError(
      'One or more parameter values were invalid: SSEType KMS is required if KMSMasterKeyId is specified',
    );
}

function checkOnDemandThroughput(definition: TableDefinition): void {
  const parts = [
    { of: definition.OnDemandThroughput, where: '', whose: 'table' },
    ...(definition.GlobalSecondaryIndexes ?? []).map(({ OnDemandThroughput: of, IndexName: name }) => ({
      of,
      where: ` for index : ${name}`,
      whose: `index : ${name}`,
    })),
  ];
  for (const { of, where, whose } of parts) {
    for (const [name, units] of Object.entries(of ?? {})) {
      if (units === undefined) continue;
      if (definition.BillingMode === 'PROVISIONED')
        throw validationError(
          `One or more parameter values were invalid: ${name} for OnDemandThroughput${where} cannot be specified when the table BillingMode is PROVISIONED`,
        );
      if (units < 1 && units !== -1)
        throw validationError(
          `One or more parameter values were invalid: Requested ${name} for OnDemandThroughput for ${whose} is outside of valid range`,
        );
    }
  }
}

const withoutUndefined = (value: object): Record<string, unknown> => JSON.parse(JSON.stringify(value));
