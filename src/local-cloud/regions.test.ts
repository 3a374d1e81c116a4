import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListQueuesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { tableResource } from './testing/dynamodb.ts';
import { streamResource } from './testing/kinesis.ts';
import { clientIn, here, startRegions, there } from './testing/regions.ts';
import { Watch } from './testing/watch.ts';

const code = `
const { DynamoDBClient, ListTablesCommand } = require('@aws-sdk/client-dynamodb');
exports.handler = async ({ region }) => {
  const client = new DynamoDBClient(region ? { region } : {});
  const { TableNames } = await client.send(new ListTablesCommand({}));
  return { own: process.env.AWS_REGION, arn: process.env.QUEUE_ARN, tables: TableNames };
};`;
const role = 'arn:aws:iam::000000000000:role/any';
const fn = (source: string, variables: Record<string, unknown> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'asked',
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: role,
    Timeout: 3,
    Code: { ZipFile: source },
    Environment: { Variables: variables },
  },
});

/** The same stack in every Region, with a table that is named by it. */
const stack = (region: string) => ({
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
    Table: tableResource({ TableName: `table-of-${region}` }),
    Function: fn(code, { QUEUE_ARN: { 'Fn::GetAtt': ['Queue', 'Arn'] } }),
  },
  Outputs: {
    QueueUrl: { Value: { Ref: 'Queue' } },
    Where: { Value: { Ref: 'AWS::Region' } },
  },
});
const both = { [here]: stack(here), [there]: stack(there) };

const answerOf = async (client: LambdaClient, payload: unknown = {}) => {
  const { Payload } = await client.send(
    new InvokeCommand({ FunctionName: 'asked', Payload: Buffer.from(JSON.stringify(payload)) }),
  );
  return JSON.parse(Buffer.from(Payload ?? []).toString());
};

test('stacks in two Regions are two worlds: names, ARNs, variables and addresses are those of their own', async (t) => {
  const cloud = await startRegions(t, both);
  assert.deepEqual(Object.keys(cloud.regions), [here, there]);
  assert.deepEqual(cloud.endpoints, cloud.regions[here]?.endpoints);
  for (const region of [here, there]) {
    const lambda = new LambdaClient(clientIn(cloud, region, 'lambda'));
    t.after(() => lambda.destroy());
    assert.deepEqual(await answerOf(lambda), {
      own: region,
      arn: `arn:aws:sqs:${region}:000000000000:orders`,
      tables: [`table-of-${region}`],
    });
  }
});

test('outputs of one name are told apart by the stack, and each says its own Region', async (t) => {
  const { outputs } = await startRegions(t, both);
  // Both stacks have the name Test, as an app may have it in two Regions.
  assert.equal(Object.keys(outputs).length, 4);
  assert.deepEqual(
    Object.entries(outputs)
      .filter(([name]) => name.endsWith('Where'))
      .map(([, value]) => value)
      .sort(),
    [there, here],
  );
});

test('a client that is made for another Region reaches that, from a function and by the address of its own', async (t) => {
  const cloud = await startRegions(t, both);
  const lambda = new LambdaClient(clientIn(cloud, here, 'lambda'));
  const dynamodb = new DynamoDBClient({ ...clientIn(cloud, here, 'dynamodb'), region: there });
  const sqs = new SQSClient({ ...clientIn(cloud, here, 'sqs'), region: there });
  const nowhere = new DynamoDBClient({ ...clientIn(cloud, here, 'dynamodb'), region: 'ap-south-1' });
  t.after(() => {
    for (const each of [lambda, dynamodb, sqs, nowhere]) each.destroy();
  });
  assert.deepEqual((await answerOf(lambda, { region: there })).tables, [`table-of-${there}`]);
  assert.deepEqual((await dynamodb.send(new ListTablesCommand({}))).TableNames, [`table-of-${there}`]);
  assert.equal((await sqs.send(new ListQueuesCommand({}))).QueueUrls?.length, 1);
  await assert.rejects(nowhere.send(new ListTablesCommand({})), /runs nothing in the Region ap-south-1/);
});

test('a call over HTTP/2 that is signed for another Region reaches that too', async (t) => {
  const stream = { Resources: { Stream: streamResource({ Name: 'readings' }) } };
  const cloud = await startRegions(t, { [here]: { Resources: {} }, [there]: stream });
  const kinesis = new KinesisClient({ ...clientIn(cloud, here, 'kinesis'), region: there });
  t.after(() => kinesis.destroy());
  assert.deepEqual((await kinesis.send(new ListStreamsCommand({}))).StreamNames, ['readings']);
});

test('a Region that is down refuses connections and runs nothing, and what waited there goes on when it is back', async (t) => {
  const cloud = await startRegions(t, {
    [here]: { Resources: {} },
    [there]: {
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 3 } },
        Function: fn('exports.handler = () => new Promise((done) => setTimeout(done, 400));'),
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            FunctionName: { Ref: 'Function' },
            EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            BatchSize: 1,
          },
        },
      },
      Outputs: { QueueUrl: { Value: { Ref: 'Queue' } } },
    },
  });
  const watch = new Watch(cloud);
  const sqs = new SQSClient(clientIn(cloud, there, 'sqs'));
  t.after(() => sqs.destroy());
  const QueueUrl = cloud.outputs.QueueUrl as string;
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'accepted' }));
  await watch.first('invocation-started', 'Function');
  const bringBack = cloud.faults.inject({ resource: there, fault: 'down' });
  const another = new SQSClient(clientIn(cloud, there, 'sqs'));
  t.after(() => another.destroy());
  await assert.rejects(another.send(new ReceiveMessageCommand({ QueueUrl })), { code: 'ECONNREFUSED' });
  const [ended] = await watch.first('invocation-ended', 'Function');
  assert.equal(ended?.outcome, 'crashed');
  assert.equal(watch.of('fault-injected', there).length, 1);
  // Its visibility timeout ends while the Region is gone: nobody receives it.
  await watch.first('message-returned', 'Queue');
  assert.equal(watch.of('message-received', 'Queue').length, 1);
  bringBack();
  await watch.first('message-deleted', 'Queue');
  assert.equal(watch.of('invocation-started', 'Function').length, 2);
});

test('a Region can be taken away only where there is another one', async (t) => {
  const cloud = await startRegions(t, { [here]: stack(here) });
  assert.throws(() => cloud.faults.inject({ resource: here, fault: 'down' }), /No resource us-east-1/);
});
