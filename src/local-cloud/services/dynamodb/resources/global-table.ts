import * as v from 'valibot';
import { account } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import type { DynamoDb } from '../dynamodb.ts';
import { joinReplicas } from '../replication/join-replicas.ts';
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

/** Of a replica only its reads matter here; the rest is accepted, since a copy in memory is all there is. */
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
  Replicas: v.pipe(v.array(replica), v.minLength(1, 'must name the Region of the stack at least')),
  MultiRegionConsistency: v.optional(
    v.literal(
      'EVENTUAL',
      'must be EVENTUAL: strong consistency between Regions (MRSC) is not emulated, and nothing here waits for another Region',
    ),
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
    for (const each of problemsOfReplicas(dataset.value)) addIssue({ message: each });
  }),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html */
function problemsOfReplicas({ Replicas, StreamSpecification }: v.InferOutput<typeof shape>): string[] {
  const regions = Replicas.map(({ Region }) => Region);
  const problems: string[] = [];
  if (new Set(regions).size < regions.length)
    problems.push('Replicas names a Region twice: a global table has one replica in each');
  if (regions.length === 1) return problems;
  if (!regions.includes(account.region))
    problems.push(`Replicas lacks the Region of the stack, ${account.region}`);
  if (!StreamSpecification)
    problems.push('a table with more than one replica must have a StreamSpecification');
  return problems;
}

/** CDK's TableV2: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html */
export const dynamodbGlobalTable = defineResource({
  type: 'AWS::DynamoDB::GlobalTable',
  faults: ['slow', 'fail', 'throttle', 'deny', 'pause-replication', 'down'],
  properties,
  withoutEffect,
  identify({ logicalId, stackName, properties }) {
    return identifyTable(
      properties.TableName ?? physicalName(stackName, logicalId, 255),
      properties.StreamSpecification !== undefined,
    );
  },
  create({ logicalId, properties, ref }, dynamodb: DynamoDb, kernel) {
    const { Replicas: replicas, StreamSpecification, TimeToLiveSpecification } = properties;
    const newTable = (replica: GivenReplica | undefined, name: string) => ({
      logicalId: name,
      definition: { ...definitionOf(properties, replica), TableName: ref },
      tags: replica?.Tags,
      streamViewType: StreamSpecification?.StreamViewType,
      timeToLiveAttribute: timeToLiveAttribute(TimeToLiveSpecification),
    });
    if (replicas.length === 1) dynamodb.createTable(newTable(replicas[0], logicalId));
    else
      joinReplicas(
        replicas.map((each) => {
          const isHere = each.Region === kernel.region.name;
          const own = newTable(each, isHere ? logicalId : replicaId(logicalId, each.Region));
          return { dynamodb: dynamodb.inRegion(each.Region), table: own };
        }),
        { kernel, globalTable: logicalId, lagSeconds: dynamodb.replicationSeconds },
      );
    return undefined;
  },
  remove({ ref, properties }, dynamodb: DynamoDb) {
    const { Replicas: replicas } = properties;
    if (replicas.length === 1) dynamodb.deleteTable(ref);
    else for (const { Region } of replicas) dynamodb.inRegion(Region).deleteTable(ref);
  },
});

type GivenReplica = v.InferOutput<typeof replica>;

/** What events and faults call a replica in another Region than that of the stack: `Orders@eu-west-1`. */
const replicaId = (logicalId: string, region: string): string =>
  `${logicalId.replace(/[0-9A-F]{8}$/, '')}@${region}`;

/** The same table as AWS::DynamoDB::Table would have it: writes are set once, reads by the replica. */
function definitionOf(given: v.InferOutput<typeof shape>, own = given.Replicas[0]) {
  const maxima = (
    write: v.InferOutput<typeof writeSettings> | undefined,
    read: v.InferOutput<typeof readSettings> | undefined,
  ) => (write || read ? { OnDemandThroughput: { ...write, ...read } } : {});
  return {
    AttributeDefinitions: given.AttributeDefinitions,
    KeySchema: given.KeySchema,
    BillingMode: given.BillingMode,
    WarmThroughput: given.WarmThroughput,
    TableClass: own?.TableClass,
    DeletionProtectionEnabled: own?.DeletionProtectionEnabled,
    ...maxima(given.WriteOnDemandThroughputSettings, own?.ReadOnDemandThroughputSettings),
    GlobalSecondaryIndexes: given.GlobalSecondaryIndexes?.map(
      ({ WriteOnDemandThroughputSettings: write, ...index }) => ({
        ...index,
        ...maxima(
          write,
          own?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.IndexName)
            ?.ReadOnDemandThroughputSettings,
        ),
      }),
    ),
    LocalSecondaryIndexes: given.LocalSecondaryIndexes,
  };
}
