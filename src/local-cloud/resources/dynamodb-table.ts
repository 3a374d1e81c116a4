import * as v from 'valibot';
import { arnOf } from '../account.ts';
import { integer } from './property-schemas.ts';
import { defineResource } from './resource-type.ts';

const keySchema = v.array(
  v.strictObject({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) }),
);
const throughput = v.strictObject({ ReadCapacityUnits: integer, WriteCapacityUnits: integer });
const projection = v.strictObject({
  ProjectionType: v.optional(v.picklist(['ALL', 'KEYS_ONLY', 'INCLUDE'])),
  NonKeyAttributes: v.optional(v.array(v.string())),
});
const localIndex = v.strictObject({ IndexName: v.string(), KeySchema: keySchema, Projection: projection });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html */
export const dynamodbTable = defineResource({
  type: 'AWS::DynamoDB::Table',
  properties: v.strictObject({
    TableName: v.optional(v.string()),
    AttributeDefinitions: v.array(
      v.strictObject({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    BillingMode: v.optional(
      v.literal('PAY_PER_REQUEST', 'only PAY_PER_REQUEST is supported'),
      'PAY_PER_REQUEST',
    ),
    GlobalSecondaryIndexes: v.optional(
      v.array(v.strictObject({ ...localIndex.entries, ProvisionedThroughput: v.optional(throughput) })),
    ),
    LocalSecondaryIndexes: v.optional(v.array(localIndex)),
  }),
  withoutEffect: {
    Tags: 'nothing here is billed or selected by tag',
    SSESpecification: 'items stay in this process’s memory',
    TableClass: 'it sets prices, not behaviour',
    DeletionProtectionEnabled: 'the table ends with the run',
    PointInTimeRecoverySpecification: 'the table ends with the run',
    ContributorInsightsSpecification: 'there is no CloudWatch here',
  },
  identify({ logicalId, stackName, properties }) {
    const name = properties.TableName ?? `${stackName}-${logicalId}`;
    return { ref: name, attributes: { Arn: arnOf('dynamodb', `table/${name}`) } };
  },
  async create({ logicalId, properties, ref }, { dynamodb }) {
    await dynamodb.createTable({ logicalId, definition: { ...properties, TableName: ref } });
    return undefined;
  },
});
