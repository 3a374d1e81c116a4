import type { TestContext } from 'node:test';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { CloudEvent } from '../../content/event.ts';
import type { Cloud } from '../cloud.ts';
import type { CloudSettings } from '../settings.ts';
import type { TemplateResource } from '../template/template.ts';
import { startTemplate } from './assembly.ts';

/** A table with the key `id` (a text), on demand. */
export function tableResource(properties: Record<string, unknown> = {}): TemplateResource {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...properties,
    },
  };
}

/** Orders by customer and number, with a global index by status and a local one by customer and status. */
export const ordersOfCustomers = tableResource({
  AttributeDefinitions: [
    { AttributeName: 'customer', AttributeType: 'S' },
    { AttributeName: 'order', AttributeType: 'N' },
    { AttributeName: 'status', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'customer', KeyType: 'HASH' },
    { AttributeName: 'order', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byStatus',
      KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'byCustomerAndStatus',
      KeySchema: [
        { AttributeName: 'customer', KeyType: 'HASH' },
        { AttributeName: 'status', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
});

/** Properties of a table with provisioned capacity. */
export const provisioned = (read: number, write: number) => ({
  BillingMode: 'PROVISIONED',
  ProvisionedThroughput: { ReadCapacityUnits: read, WriteCapacityUnits: write },
});

/** A table with the key `id` and a global index `byStatus` of keys only. */
export const tableIndexedByStatus = (
  properties: Record<string, unknown> = {},
  index: Record<string, unknown> = {},
): TemplateResource =>
  tableResource({
    AttributeDefinitions: ['id', 'status'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byStatus',
        KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
        ...index,
      },
    ],
    ...properties,
  });

/** A cloud with a document client that never retries, and short ways to the operations on the table `Table`. */
export async function startTable(
  t: TestContext,
  table: TemplateResource = tableResource(),
  options: { settings?: Partial<CloudSettings>; resources?: Record<string, TemplateResource> } = {},
) {
  const resources = { Table: table, ...options.resources };
  const cloud = await startTemplate(
    t,
    { Resources: resources, Outputs: refsOf(resources) },
    options.settings,
  );
  const base = new DynamoDBClient({
    endpoint: cloud.endpoints.dynamodb,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(() => base.destroy());
  const client = DynamoDBDocumentClient.from(base);
  const events: CloudEvent[] = [];
  cloud.subscribe((event) => events.push(event));
  const TableName = 'Test-Table';
  type Without<Command extends new (input: never) => unknown> = Omit<
    ConstructorParameters<Command>[0],
    'TableName'
  >;
  return {
    cloud,
    client,
    base,
    events,
    TableName,
    arn: `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`,
    put: (Item: Record<string, unknown>, more: Partial<Without<typeof PutCommand>> = {}) =>
      client.send(new PutCommand({ TableName, Item, ...more })),
    get: (Key: Record<string, unknown>, more: Partial<Without<typeof GetCommand>> = {}) =>
      client.send(new GetCommand({ TableName, Key, ConsistentRead: true, ...more })),
    delete: (Key: Record<string, unknown>, more: Partial<Without<typeof DeleteCommand>> = {}) =>
      client.send(new DeleteCommand({ TableName, Key, ...more })),
    update: (Key: Record<string, unknown>, more: Partial<Without<typeof UpdateCommand>>) =>
      client.send(new UpdateCommand({ TableName, Key, ...more })),
    query: (more: Partial<Without<typeof QueryCommand>>) =>
      client.send(new QueryCommand({ TableName, ...more })),
    scan: (more: Partial<Without<typeof ScanCommand>> = {}) =>
      client.send(new ScanCommand({ TableName, ...more })),
    batchWrite: (...requests: Record<string, unknown>[]) =>
      client.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } as never })),
    batchGet: (...Keys: Record<string, unknown>[]) =>
      client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } })),
    transactWrite: (input: ConstructorParameters<typeof TransactWriteCommand>[0]) =>
      client.send(new TransactWriteCommand(input)),
    transactGet: (input: ConstructorParameters<typeof TransactGetCommand>[0]) =>
      client.send(new TransactGetCommand(input)),
    /** Resolves with the first event, past ones included, that `matches`. */
    eventually: (matches: (event: CloudEvent) => boolean) => eventually(cloud, events, matches),
  };
}

function eventually(
  cloud: Cloud,
  past: CloudEvent[],
  matches: (event: CloudEvent) => boolean,
): Promise<CloudEvent> {
  const found = past.find(matches);
  if (found) return Promise.resolve(found);
  return new Promise((resolve) => {
    const stop = cloud.subscribe((event) => {
      if (!matches(event)) return;
      stop();
      resolve(event);
    });
  });
}

/** `Ref` of every resource. */
function refsOf(resources: Record<string, TemplateResource>) {
  return Object.fromEntries(Object.keys(resources).map((each) => [each, { Value: { Ref: each } }]));
}
