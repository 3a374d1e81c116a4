import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import type { DynamoDb } from '../dynamodb.ts';
import {
  attributeDefinitions,
  described,
  identifyTable,
  keySchema,
  refusalOfDefinition,
  secondaryIndex,
  streamViewType,
  tableNameSchema,
  timeToLiveAttribute,
  timeToLiveSpecification,
  warmThroughput,
  withoutEffect,
} from './properties.ts';

const units = integerBetween(1, 1_000_000_000);
const writeSettings = v.strictObject({ MaxWriteRequestUnits: units });
const readSettings = v.strictObject({ MaxReadRequestUnits: units });

/** Of a replica only its reads matter here; the rest is accepted, since one copy in memory is all there is. */
const replica = v.strictObject({
  Region: v.string(),
  ReadOnDemandThroughputSettings: v.optional(readSettings),
  GlobalSecondaryIndexes: v.optional(
    v.array(
      v.strictObject({
        IndexName: v.string(),
        ReadOnDemandThroughputSettings: v.optional(readSettings),
        ContributorInsightsSpecification: v.optional(v.unknown()),
      }),
    ),
  ),
  ContributorInsightsSpecification: v.optional(v.unknown()),
  PointInTimeRecoverySpecification: v.optional(v.unknown()),
  ResourcePolicy: v.optional(v.unknown()),
  SSESpecification: v.optional(v.unknown()),
  ...described,
});

const shape = v.strictObject({
  TableName: v.optional(tableNameSchema),
  AttributeDefinitions: attributeDefinitions,
  KeySchema: keySchema,
  BillingMode: v.optional(
    v.literal(
      'PAY_PER_REQUEST',
      'must be PAY_PER_REQUEST: the provisioned capacity of a global table scales by itself, which is not emulated; AWS::DynamoDB::Table takes a fixed one',
    ),
    'PAY_PER_REQUEST',
  ),
  WriteOnDemandThroughputSettings: v.optional(writeSettings),
  WarmThroughput: v.optional(warmThroughput),
  GlobalSecondaryIndexes: v.optional(
    v.array(
      v.strictObject({
        ...secondaryIndex,
        WriteOnDemandThroughputSettings: v.optional(writeSettings),
        WarmThroughput: v.optional(warmThroughput),
      }),
    ),
  ),
  LocalSecondaryIndexes: v.optional(v.array(v.strictObject(secondaryIndex))),
  Replicas: v.pipe(
    v.array(replica),
    v.length(1, 'must name one Region: the local cloud has only one, so that nothing is replicated'),
  ),
  StreamSpecification: v.optional(v.strictObject({ StreamViewType: streamViewType })),
  TimeToLiveSpecification: v.optional(timeToLiveSpecification),
});

const properties = v.pipe(
  shape,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const message = refusalOfDefinition(definitionOf(dataset.value));
    if (message !== undefined) addIssue({ message });
  }),
);

/** CDK's TableV2: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html */
export const dynamodbGlobalTable = defineResource({
  type: 'AWS::DynamoDB::GlobalTable',
  faults: ['slow', 'fail', 'throttle', 'deny', 'down'],
  properties,
  withoutEffect,
  identify({ logicalId, stackName, properties }) {
    return identifyTable(
      properties.TableName ?? physicalName(stackName, logicalId, 255),
      properties.StreamSpecification !== undefined,
    );
  },
  create({ logicalId, properties, ref }, dynamodb: DynamoDb) {
    dynamodb.createTable({
      logicalId,
      definition: { ...definitionOf(properties), TableName: ref },
      tags: properties.Replicas[0]?.Tags,
      streamViewType: properties.StreamSpecification?.StreamViewType,
      timeToLiveAttribute: timeToLiveAttribute(properties.TimeToLiveSpecification),
    });
    return undefined;
  },
  remove: ({ ref }, dynamodb: DynamoDb) => dynamodb.deleteTable(ref),
});

/** The same table as AWS::DynamoDB::Table would have it: writes are set once, reads by the replica. */
function definitionOf(given: v.InferOutput<typeof shape>) {
  const [only] = given.Replicas;
  const maxima = (
    write: v.InferOutput<typeof writeSettings> | undefined,
    read: v.InferOutput<typeof readSettings> | undefined,
  ) => (write || read ? { OnDemandThroughput: { ...write, ...read } } : {});
  return {
    AttributeDefinitions: given.AttributeDefinitions,
    KeySchema: given.KeySchema,
    BillingMode: given.BillingMode,
    WarmThroughput: given.WarmThroughput,
    TableClass: only?.TableClass,
    DeletionProtectionEnabled: only?.DeletionProtectionEnabled,
    ...maxima(given.WriteOnDemandThroughputSettings, only?.ReadOnDemandThroughputSettings),
    GlobalSecondaryIndexes: given.GlobalSecondaryIndexes?.map(
      ({ WriteOnDemandThroughputSettings: write, ...index }) => ({
        ...index,
        ...maxima(
          write,
          only?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.IndexName)
            ?.ReadOnDemandThroughputSettings,
        ),
      }),
    ),
    LocalSecondaryIndexes: given.LocalSecondaryIndexes,
  };
}
