import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import type { DynamoDb } from '../dynamodb.ts';
import {
  attributeDefinitions,
  described,
  identifyTable,
  keySchema,
  onDemandThroughput,
  refusalOfDefinition,
  secondaryIndex,
  streamViewType,
  tableNameSchema,
  throughput,
  timeToLiveAttribute,
  timeToLiveSpecification,
  warmThroughput,
  withoutEffect,
} from './properties.ts';

const properties = v.pipe(
  v.strictObject({
    TableName: v.optional(tableNameSchema),
    AttributeDefinitions: attributeDefinitions,
    KeySchema: keySchema,
    BillingMode: v.optional(v.picklist(['PROVISIONED', 'PAY_PER_REQUEST']), 'PROVISIONED'),
    ProvisionedThroughput: v.optional(throughput),
    OnDemandThroughput: v.optional(onDemandThroughput),
    WarmThroughput: v.optional(warmThroughput),
    GlobalSecondaryIndexes: v.optional(
      v.array(
        v.strictObject({
          ...secondaryIndex,
          ProvisionedThroughput: v.optional(throughput),
          OnDemandThroughput: v.optional(onDemandThroughput),
          WarmThroughput: v.optional(warmThroughput),
        }),
      ),
    ),
    LocalSecondaryIndexes: v.optional(v.array(v.strictObject(secondaryIndex))),
    StreamSpecification: v.optional(v.strictObject({ StreamViewType: streamViewType })),
    TimeToLiveSpecification: v.optional(timeToLiveSpecification),
    ...described,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const message = refusalOfDefinition(dataset.value);
    if (message !== undefined) addIssue({ message });
  }),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const dynamodbTable = defineResource({
  type: 'AWS::DynamoDB::Table',
  faults: ['slow', 'fail', 'throttle', 'deny', 'down'],
  properties,
  withoutEffect: {
    ...withoutEffect,
    PointInTimeRecoverySpecification: 'the table ends with the run',
    ContributorInsightsSpecification: 'which keys are read most is not counted',
    ResourcePolicy: 'every call is allowed: IAM is not emulated',
  },
  identify({ logicalId, stackName, properties }) {
    return identifyTable(
      properties.TableName ?? physicalName(stackName, logicalId, 255),
      properties.StreamSpecification !== undefined,
    );
  },
  create({ logicalId, properties, ref }, dynamodb: DynamoDb) {
    const { StreamSpecification, TimeToLiveSpecification, Tags, ...definition } = properties;
    dynamodb.createTable({
      logicalId,
      definition: { ...definition, TableName: ref },
      tags: Tags,
      streamViewType: StreamSpecification?.StreamViewType,
      timeToLiveAttribute: timeToLiveAttribute(TimeToLiveSpecification),
    });
    return undefined;
  },
  remove: ({ ref }, dynamodb: DynamoDb) => dynamodb.deleteTable(ref),
});
