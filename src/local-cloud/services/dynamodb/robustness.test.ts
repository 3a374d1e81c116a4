import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { propertyRuns, propertySeed } from '#testing/properties.ts';
import { seededRandom } from '../../kernel/random.ts';
import { startTable } from '../../testing/dynamodb.ts';

const headers = {
  'content-type': 'application/x-amz-json-1.0',
  authorization:
    'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
};

const operations = [
  'PutItem',
  'GetItem',
  'UpdateItem',
  'DeleteItem',
  'Query',
  'Scan',
  'BatchWriteItem',
  'BatchGetItem',
  'TransactWriteItems',
  'TransactGetItems',
  'CreateTable',
  'DescribeTable',
  'UpdateTable',
  'TagResource',
  'UntagResource',
  'ListTagsOfResource',
  'UpdateTimeToLive',
  'DescribeTimeToLive',
  'ListTables',
  'Nonsense',
  '',
  '__proto__',
  'constructor',
];

const scraps: unknown[] = [
  null,
  true,
  0,
  -1,
  Number.MAX_VALUE,
  '',
  'x',
  'Test-Table',
  [],
  {},
  [null],
  [[]],
  { S: 'a' },
  { N: 'no number' },
  { N: '1e999' },
  { M: { a: null } },
  { L: [{}] },
  { SS: [] },
  { B: '%' },
  { id: {} },
  { id: { S: '' } },
  { id: { S: 'a' } },
  { id: { S: 'a', N: '1' } },
  { __proto__: { S: 'a' } },
  { 'Test-Table': [] },
  { 'Test-Table': { Keys: [{}] } },
  { 'Test-Table': [{ PutRequest: null }] },
  'SET a = :a',
  'id = :a',
  '((((',
  'a.b[0].c',
  '#a',
];

const fields = [
  'TableName',
  'Item',
  'Key',
  'KeyConditionExpression',
  'UpdateExpression',
  'ConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
  'ExpressionAttributeValues',
  'ExpressionAttributeNames',
  'RequestItems',
  'TransactItems',
  'ExclusiveStartKey',
  'Limit',
  'IndexName',
  'Select',
  'ReturnValues',
  'ReturnConsumedCapacity',
  'KeySchema',
  'AttributeDefinitions',
  'BillingMode',
  'ProvisionedThroughput',
  'GlobalSecondaryIndexes',
  'Expected',
  'KeyConditions',
  'TimeToLiveSpecification',
  'ClientRequestToken',
  'ReturnValuesOnConditionCheckFailure',
  'ScanFilter',
  'AttributeUpdates',
  'QueryFilter',
  'GlobalSecondaryIndexUpdates',
  'StreamSpecification',
  'OnDemandThroughput',
  'TableClass',
  'ResourceArn',
  'Tags',
  'TagKeys',
  'Segment',
];

test('malformed requests get an answer of 4xx, and the table goes on', async (t) => {
  const { cloud, put, get } = await startTable(t);
  const [seed, rounds] = [propertySeed, propertyRuns(300)];
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const bodyOf = (): string => {
    if (random() < 0.1)
      return pick(['', '{', '[]', 'null', '"text"', '{"a":}', '\u0000', '{"TableName":"Test-Table"']);
    // Most of it is in order, so that the request gets past the first check.
    const body: Record<string, unknown> = { TableName: 'Test-Table' };
    const count = 1 + Math.floor(random() * 5);
    for (let index = 0; index < count; index += 1) body[pick(fields)] = pick(scraps);
    return JSON.stringify(body);
  };
  const statuses = new Map<number, number>();
  for (let round = 0; round < rounds; round += 20) {
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const [operation, body] = [pick(operations), bodyOf()];
        const answer = await fetch(cloud.endpoints.dynamodb, {
          method: 'POST',
          headers: { ...headers, 'x-amz-target': `DynamoDB_20120810.${operation}` },
          body,
        });
        await answer.text();
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        assert.ok(answer.status < 500, `seed ${seed}: ${operation} ${body} gets ${answer.status}`);
      }),
    );
  }
  assert.ok((statuses.get(400) ?? 0) > 0.7 * rounds, `seed ${seed}: ${JSON.stringify([...statuses])}`);
  await put({ id: 'after' }).catch(() => assert.fail(`seed ${seed}: the table is gone`));
  assert.equal((await get({ id: 'after' })).Item?.id, 'after');
});

for (const { what, more, method, body, status } of [
  { what: 'another method', more: {}, method: 'PUT', body: '{}', status: 400 },
  { what: 'no operation', more: { 'x-amz-target': 'PutItem' }, method: 'POST', body: '{}', status: 400 },
  {
    what: 'another content type',
    more: { 'content-type': 'text/plain' },
    method: 'POST',
    body: '{}',
    status: 400,
  },
  { what: 'no signature', more: { authorization: '' }, method: 'POST', body: '{}', status: 400 },
  { what: 'a body above 16 MB', more: {}, method: 'POST', body: 'x'.repeat(17 * 1024 * 1024), status: 413 },
]) {
  test(`a request with ${what} gets ${status}`, async (t) => {
    const { cloud } = await startTable(t);
    const answer = await fetch(cloud.endpoints.dynamodb, {
      method,
      headers: { ...headers, 'x-amz-target': 'DynamoDB_20120810.PutItem', ...more },
      body,
    });
    assert.equal(answer.status, status);
  });
}

test('a caller that hangs up in the middle of a request harms nobody', async (t) => {
  const { cloud, put, get } = await startTable(t);
  const { hostname, port } = new URL(cloud.endpoints.dynamodb);
  for (let index = 0; index < 20; index += 1) {
    const socket = connect(Number(port), hostname);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(`POST / HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: 1000\r\n\r\n{"TableName"`);
    socket.destroy();
  }
  await put({ id: 'a' });
  assert.equal((await get({ id: 'a' })).Item?.id, 'a');
});
