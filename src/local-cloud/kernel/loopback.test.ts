import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startTemplate } from '../testing/assembly.ts';
import { listeningSockets } from '../testing/listening-sockets.ts';
import { functionResource, httpApiInFrontOf } from '../testing/templates.ts';
import { refusalOf } from './loopback.ts';

const template = {
  Resources: {
    ...httpApiInFrontOf(functionResource('exports.handler = async () => ({ statusCode: 200 });')),
    Queue: { Type: 'AWS::SQS::Queue' },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
  },
  Outputs: { Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
};

test('a running cloud listens on loopback and nowhere else, and on nothing once it is closed', async (t) => {
  const before = listeningSockets(process.pid);
  const cloud = await startTemplate(t, template);
  const during = listeningSockets(process.pid).filter((each) => !before.includes(each));
  assert.ok(during.length >= 3, `the API, the queue and the table listen: ${during}`);
  assert.deepEqual(
    during.filter((each) => !/^(127\.0\.0\.1|\[::1\]):\d+$/.test(each)),
    [],
  );
  await cloud.close();
  assert.deepEqual(
    listeningSockets(process.pid).filter((each) => !before.includes(each)),
    [],
  );
});

test('the look at listening sockets sees one that is open to the network', async (t) => {
  const server = createServer().listen(0, '0.0.0.0');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  assert.ok(listeningSockets(process.pid).some((each) => each.startsWith('0.0.0.0:')));
});

test('any SDK can look into the tables and queues at the printed addresses', async (t) => {
  const cloud = await startTemplate(t, template);
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const tables = new DynamoDBClient({ endpoint: cloud.endpoints.dynamodb, region: 'us-east-1', credentials });
  const queues = new SQSClient({ endpoint: cloud.endpoints.sqs, region: 'us-east-1', credentials });
  t.after(() => {
    tables.destroy();
    queues.destroy();
  });
  assert.deepEqual((await tables.send(new ListTablesCommand({}))).TableNames, ['Test-Table']);
  assert.equal((await queues.send(new ListQueuesCommand({}))).QueueUrls?.length, 1);
});

for (const { headers, refused } of [
  { headers: { host: '127.0.0.1:4000' }, refused: false },
  { headers: { host: 'localhost:4000', origin: 'http://localhost:2020' }, refused: false },
  { headers: { host: '[::1]:4000' }, refused: false },
  { headers: { host: 'sync-127.0.0.1:4000' }, refused: false },
  { headers: { host: 'sync.127.0.0.1:4000' }, refused: true },
  { headers: { host: '127.0.0.1:4000', origin: 'http://sync-127.0.0.1:4000' }, refused: true },
  { headers: { host: 'rebound.example:4000' }, refused: true },
  { headers: { host: '127.0.0.1.example:4000' }, refused: true },
  { headers: { host: '127.0.0.1:4000', origin: 'https://example.com' }, refused: true },
  { headers: { host: '127.0.0.1:4000', origin: 'null' }, refused: true },
  { headers: {}, refused: true },
]) {
  test(`a request with ${JSON.stringify(headers)} is ${refused ? 'refused' : 'let in'}`, () => {
    assert.equal(refusalOf({ headers }) !== undefined, refused);
  });
}

test('the table, the queue and the API refuse a request that a foreign web page sent', async (t) => {
  const cloud = await startTemplate(t, template);
  const { dynamodb, sqs } = cloud.endpoints;
  for (const address of [dynamodb, sqs, cloud.outputs.Url as string]) {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { origin: 'https://example.com' },
      body: '{}',
    });
    assert.equal(answer.status, 403, address);
  }
});
