import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { cloudEventSchema } from '#content/event.ts';
import { writeAssembly } from '#local-cloud/testing/assembly.ts';
import { restApi } from '#local-cloud/testing/gateway-templates.ts';
import { functionResource } from '#local-cloud/testing/templates.ts';
import { freePorts } from '#testing/free-ports.ts';
import { type Call, callAsNpm, callRunner } from './testing/call-runner.ts';
import { assertWrongCall } from './testing/call-verb.ts';

/** A queue in front of a function that stores what it gets in a table. */
const template = {
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: 'a', Value: 'b' }] } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
    Role: { Type: 'AWS::IAM::Role', Properties: {} },
    Function: functionResource(
      `const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
      const client = new DynamoDBClient();
      exports.handler = async (event) => {
        for (const { body } of event.Records) {
          console.log('storing ' + body);
          await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: body } } }));
        }
      };`,
      { Environment: { Variables: { TABLE: { Ref: 'Table' } } } },
    ),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Function' } },
    },
  },
  Outputs: { QueueUrl: { Value: { Ref: 'Queue' } }, TableName: { Value: { Ref: 'Table' } } },
};

const printed = (call: Call, name: string): string =>
  new RegExp(`${name} ?= ?(\\S+)`).exec(call.stdout())?.[1] ?? assert.fail(`no ${name} in ${call.stdout()}`);

const isOpen = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });

/** The SDK as somebody would use it who pasted what was printed. */
function sdk(t: TestContext, call: Call) {
  const options = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const queues = new SQSClient({ ...options, endpoint: printed(call, 'AWS_ENDPOINT_URL_SQS') });
  const tables = new DynamoDBClient({ ...options, endpoint: printed(call, 'AWS_ENDPOINT_URL_DYNAMODB') });
  t.after(() => {
    queues.destroy();
    tables.destroy();
  });
  return { queues, tables };
}

test('an assembly from elsewhere runs: outputs, addresses, logs and events; Ctrl-C: exit 130, no port left', async (t) => {
  const assembly = writeAssembly(t, template);
  const call = callRunner('cloud', assembly);
  await call.written(/Ctrl-C ends it/);
  assert.match(call.stdout(), /AWS::SQS::Queue Tags: nothing here is billed/);
  const { queues, tables } = sdk(t, call);
  const QueueUrl = printed(call, 'QueueUrl');
  await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'order-1' }));
  await call.written(/Queue +enqueued/);
  await call.written(/Function +│ storing order-1/);
  await call.written(/Table +inserted id=order-1/);
  await call.written(/Function +succeeded/);
  const { Items } = await tables.send(new ScanCommand({ TableName: printed(call, 'TableName') }));
  assert.deepEqual(Items, [{ id: { S: 'order-1' } }]);

  call.interrupt();
  assert.equal(await call.ended, 130);
  assert.match(call.stderr(), /Nothing is left running/);
  assert.equal(await isOpen(QueueUrl), false);
  assert.equal(await isOpen(printed(call, 'AWS_ENDPOINT_URL_DYNAMODB')), false);
});

test('--empty: one address for all services, to which a stack is deployed as to AWS', async (t) => {
  const call = callRunner('cloud', '--empty', '--json');
  await call.written(/cloud-started/);
  const { endpoint } = JSON.parse(call.stdout().split('\n')[0] ?? '');
  const sdk = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  const ask = async (fields: Record<string, string>) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/cloudformation/aws4_request',
      },
      body: new URLSearchParams({ StackName: 'Test', ...fields }),
    });
    return response.text();
  };
  const TemplateBody = JSON.stringify(template);
  await ask({ Action: 'CreateStack', TemplateBody, 'Capabilities.member.1': 'CAPABILITY_IAM' });
  let told = '';
  while (!told.includes('CREATE_COMPLETE')) told = await ask({ Action: 'DescribeStacks' });
  const [, QueueUrl = ''] = /<OutputKey>QueueUrl<\/OutputKey><OutputValue>([^<]+)/.exec(told) ?? [];
  const client = new SQSClient(sdk);
  t.after(() => client.destroy());
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'order-1' }));
  await call.written(/"item-written"/);
  call.interrupt();
  assert.equal(await call.ended, 130);
  assert.equal(await isOpen(endpoint), false);
  assert.equal(await isOpen(QueueUrl), false);
});

test('--json: every line of stdout is JSON, the first says where everything is, the others are events', async (t) => {
  const call = callRunner('cloud', writeAssembly(t, template), '--json');
  await call.written(/cloud-started/);
  const started = JSON.parse(call.stdout().split('\n')[0] ?? '');
  const client = new SQSClient({
    endpoint: started.endpoints.sqs,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  t.after(() => client.destroy());
  await client.send(new SendMessageCommand({ QueueUrl: started.outputs.QueueUrl, MessageBody: 'order-1' }));
  await call.written(/"message-deleted"/);
  call.interrupt();
  assert.equal(await call.ended, 130);
  const events = call
    .stdout()
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => v.parse(cloudEventSchema, JSON.parse(line)));
  const types = events.map(({ type }) => type);
  for (const type of [
    'message-enqueued',
    'message-received',
    'invocation-started',
    'item-written',
    'log-line',
  ])
    assert.ok(types.includes(type as (typeof types)[number]), `${type} among ${types}`);
  assert.match(call.stderr(), /AWS_ENDPOINT_URL_SQS/);
});

test('--quiet: outputs and addresses, and nothing of what happens; SIGTERM to npm’s process alone ends the cloud', async (t) => {
  const call = callAsNpm(
    'cloud',
    writeAssembly(t, template),
    '--quiet',
    '--time-scale',
    '0.5',
    '--dynamodb-capacity-scale',
    '10',
  );
  await call.written(/Ctrl-C ends it/);
  const { queues, tables } = sdk(t, call);
  await queues.send(new SendMessageCommand({ QueueUrl: printed(call, 'QueueUrl'), MessageBody: 'order-1' }));
  const TableName = printed(call, 'TableName');
  while ((await tables.send(new ScanCommand({ TableName }))).Count === 0);
  call.terminate();
  assert.equal(await call.ended, 143);
  assert.equal(await isOpen(printed(call, 'AWS_ENDPOINT_URL_SQS')), false);
  assert.doesNotMatch(call.stdout(), /enqueued|storing/);
});

const withApi = {
  Parameters: { Greeting: { Type: 'String' } },
  Resources: {
    Function: functionResource(
      'exports.handler = async () => ({ statusCode: 200, body: process.env.GREETING });',
      { Environment: { Variables: { GREETING: { Ref: 'Greeting' } } } },
    ),
    ...restApi([{ verb: 'GET', path: '/' }]),
  },
};

test('without an output the address of an API is told, at the port and with the parameters of the call', async (t) => {
  const port = await freePorts();
  const assembly = writeAssembly(t, withApi);
  const call = callRunner('cloud', assembly, '--port', `${port}`, '--parameters', 'Greeting=a=b', '--json');
  await call.written(/cloud-started/);
  await call.written(/REST API +Rest, stage prod +http/);
  assert.match(call.stderr(), /aws --endpoint-url http:\/\/127\.0\.0\.1:\d+ sqs list-queues/);
  const { addresses } = JSON.parse(call.stdout().split('\n')[0] ?? '');
  const url = `http://127.0.0.1:${port}/prod/`;
  assert.deepEqual(addresses, [{ resource: 'Rest', kind: 'REST API', part: 'stage prod', url }]);
  assert.equal(await (await fetch(url)).text(), 'a=b');

  const second = callRunner('cloud', assembly, '--port', `${port}`, '--parameters', 'Greeting=hi');
  assert.equal(await second.ended, 2);
  assert.match(second.stderr(), new RegExp(`Something else listens on port ${port}[\\s\\S]*--port`));
  call.interrupt();
  assert.equal(await call.ended, 130);
});

test('a parameter without a value is refused, with the way to give it one', async (t) => {
  const call = callRunner('cloud', writeAssembly(t, withApi));
  assert.equal(await call.ended, 1);
  assert.match(call.stderr(), /Greeting has no default: give it a value with --parameters Greeting=value/);
});

test('a path counts from the folder in which npm was called', async (t) => {
  const assembly = writeAssembly(t, template);
  const before = process.env.INIT_CWD;
  t.after(() => {
    if (before === undefined) delete process.env.INIT_CWD;
    else process.env.INIT_CWD = before;
  });
  process.env.INIT_CWD = dirname(assembly);
  const call = callRunner('cloud', basename(assembly), '--quiet');
  await call.written(/Ctrl-C ends it/);
  call.interrupt();
  assert.equal(await call.ended, 130);
});

test('what cannot run is refused whole, before anything starts: exit 1', async (t) => {
  const Resources = {
    Files: { Type: 'AWS::EFS::FileSystem' },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { Shape: 1 } },
  };
  const call = callRunner('cloud', writeAssembly(t, { Resources }));
  assert.equal(await call.ended, 1);
  assert.match(call.stderr(), /Files \(AWS::EFS::FileSystem\) at Resources\.Files\.Type/);
  assert.match(call.stderr(), /Queue \(AWS::SQS::Queue\) at Resources\.Queue\.Properties\.Shape/);
  assert.match(call.stderr(), /Supported resource types: /);
  assert.equal(call.stdout(), '');
});

const wrongCalls: [what: string, args: (folder: string) => string[], says: RegExp][] = [
  ['no assembly', () => [], /cloud assembly is missing[\s\S]*npm run cloud -- path\/to\/cdk\.out/],
  ['an assembly for an empty cloud', (folder) => [folder, '--empty'], /--empty and \S+ do not go together/],
  ['two assemblies', () => ['a', 'b'], /One cloud assembly is enough/],
  ['a folder that is missing', (folder) => [join(folder, 'nowhere')], /There is no folder .*nowhere/],
  ['a file', (folder) => [join(folder, 'manifest.json')], /is a file/],
  ['an app that is not synthesized', (folder) => [join(folder, 'asset.app')], /npx cdk synth/],
  ['an unknown flag', (folder) => [folder, '--timescale', '2'], /no flag --timescale[\s\S]*--time-scale/],
  ['a scale that is none', (folder) => [folder, '--time-scale', 'fast'], /--time-scale fast[\s\S]*above 0/],
  ['a port that is none', (folder) => [folder, '--port', '70000'], /--port 70000[\s\S]*1 to 65535/],
  ['a parameter without value', (folder) => [folder, '--parameters', 'A'], /--parameters A[\s\S]*Name=value/],
  [
    'a concurrency that is none',
    (folder) => [folder, '--account-concurrency', '0'],
    /--account-concurrency 0/,
  ],
];

for (const [what, args, says] of wrongCalls)
  test(`a wrong call, ${what}: says what and what to do`, (t) => {
    const folder = writeAssembly(t, template, { app: { 'cdk.json': '{}' } });
    return assertWrongCall(t, ['cloud', ...args(folder)], says);
  });
