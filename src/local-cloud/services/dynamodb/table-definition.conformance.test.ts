import assert from 'node:assert/strict';
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
