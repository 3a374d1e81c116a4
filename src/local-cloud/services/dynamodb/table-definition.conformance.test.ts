import assert from 'node:assert/strict';
import {
  DeleteTableCommand,
  DescribeTableCommand,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import type { TemplateResource } from '../../template/template.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTable, tableResource } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB', import.meta.filename);
const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

for (const [what, properties, says] of [
  [
    'an attribute that no key uses',
    { AttributeDefinitions: ['id', 'other'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })) },
    /Number of attributes in KeySchema|AttributeDefinitions are not used/,
  ],
  [
    'a key without definition',
    { KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }] },
    /not defined in AttributeDefinitions/,
  ],
  [
    'an index that projects attributes without naming them',
    {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byId',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE' },
        },
      ],
    },
    /NonKeyAttributes is not specified/,
  ],
  [
    'a local index on a table without sort key',
    {
      LocalSecondaryIndexes: [
        {
          IndexName: 'byId',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    },
    /does not have a range key/,
  ],
  ['provisioned mode without capacity', { BillingMode: 'PROVISIONED' }, /must both be specified/],
  [
    'capacity in on-demand mode',
    { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    /PAY_PER_REQUEST/,
  ],
] as const) {
  behaviour(`a table with ${what} is refused`, { source: `${api}/API_CreateTable.html` }, async (t) => {
    await assert.rejects(startTable(t, tableResource(properties)), says);
  });
}

const told = {
  TableClass: 'STANDARD_INFREQUENT_ACCESS',
  DeletionProtectionEnabled: true,
  Tags: [{ Key: 'team', Value: 'orders' }],
};
const template = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const globalTable: TemplateResource = {
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    Replicas: [{ Region: 'us-east-1', ...told }],
  },
};
for (const [type, table] of [
  ['aws-resource-dynamodb-table', tableResource(told)],
  ['aws-resource-dynamodb-globaltable', globalTable],
] as const)
  behaviour(
    `tags, table class and deletion protection of a template are those of the table (${type.split('-').at(-1)})`,
    { source: `${template}/${type}.html` },
    async (t) => {
      const { base, TableName, arn } = await startTable(t, table);
      const { Table } = await base.send(new DescribeTableCommand({ TableName }));
      assert.equal(Table?.TableClassSummary?.TableClass, told.TableClass);
      assert.equal(Table?.DeletionProtectionEnabled, true);
      const { Tags } = await base.send(new ListTagsOfResourceCommand({ ResourceArn: arn }));
      assert.deepEqual(Tags, told.Tags);
      await assert.rejects(base.send(new DeleteTableCommand({ TableName })), /protected against deletion/);
    },
  );
