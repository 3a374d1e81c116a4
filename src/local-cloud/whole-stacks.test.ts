import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CloudEvent } from '../content/event.ts';
import type { Cloud } from './cloud.ts';
import { startCloud } from './index.ts';
import { jsonOf } from './testing/http.ts';

/*
 * Whole CDK apps, written as public examples are, run as they come from `cdk synth` and are used from outside as on AWS.
 */

let cloud: Cloud;
let folder: string;
const events: CloudEvent[] = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whole-stacks-'));
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'testing/stacks/app.ts')], {
    env: { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false' },
  });
  cloud = await startCloud({ assembly: folder });
  cloud.subscribe((event) => events.push(event));
});

after(async () => {
  await cloud?.close();
  rmSync(folder, { recursive: true, force: true });
});

const clientOptions = (service: keyof Cloud['endpoints']) => ({
  endpoint: cloud.endpoints[service],
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

/** The output whose name begins so: CDK adds a hash to some. */
const output = (name: string): string =>
  Object.entries(cloud.outputs).find(([key]) => key.startsWith(name))?.[1] ??
  assert.fail(`no output ${name}`);

function eventually(matches: (event: CloudEvent) => boolean): Promise<CloudEvent> {
  const past = events.find(matches);
  if (past) return Promise.resolve(past);
  return new Promise((resolve) => {
    const stop = cloud.subscribe((event) => {
      if (!matches(event)) return;
      stop();
      resolve(event);
    });
  });
}

const logged = (text: string) =>
  eventually((event) => event.type === 'log-line' && event.line.includes(text));

async function receive(queueUrl: string): Promise<string> {
  const client = new SQSClient(clientOptions('sqs'));
  try {
    const { Messages } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 10 }),
    );
    return Messages?.[0]?.Body ?? assert.fail(`nothing came to ${queueUrl}`);
  } finally {
    client.destroy();
  }
}

async function invoke(FunctionName: string, payload: unknown): Promise<unknown> {
  const client = new LambdaClient(clientOptions('lambda'));
  try {
    const answer = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }));
    assert.equal(answer.FunctionError, undefined, answer.Payload?.transformToString());
    return JSON.parse(answer.Payload?.transformToString() ?? 'null');
  } finally {
    client.destroy();
  }
}

test('a REST API over a table: create, read, list, change, delete, and the preflight of a browser', async () => {
  const url = `${output('ItemsApiEndpoint')}items`;
  const send = async (method: string, path = '', body?: object) => {
    const answer = await fetch(url + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
      headers: answer.headers,
    };
  };
  const created = await send('POST', '', { name: 'chair', price: 40 });
  assert.equal(created.status, 201);
  const path = `/${created.body.itemId}`;
  assert.deepEqual((await send('GET', path)).body, created.body);
  assert.equal((await send('PATCH', path, { price: 50 })).status, 204);
  assert.deepEqual((await send('GET')).body, [{ ...created.body, price: 50 }]);
  assert.equal((await send('DELETE', path)).status, 204);
  assert.equal((await send('GET', path)).status, 404);
  assert.equal((await send('POST')).status, 400);
  const preflight = await send('OPTIONS');
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
  assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /PATCH/);
});

/** Where the API whose logical ID begins so is called, which an app need not say in an output. */
const address = (name: string): string =>
  cloud.addresses.find((each) => each.resource.startsWith(name))?.url ?? assert.fail(`no address of ${name}`);

test('a REST API in a nested stack, found without an output, asks functions who calls', async () => {
  const url = address('ReportsApi');
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(url + path, { headers });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  assert.equal((await get('reports')).status, 401);
  assert.equal((await get('reports', { authorization: 'nobody' })).status, 403);
  const allowed = await get('reports', { authorization: 'allow' });
  assert.equal(allowed.status, 200);
  assert.equal(allowed.body.principalId, 'user');
  assert.equal(allowed.body.team, 'finance');
  assert.equal((await get('tenants')).status, 401);
  assert.equal((await get('tenants?tenant=acme')).body.principalId, 'acme');
  assert.equal((await fetch(`${url}reports`, { method: 'OPTIONS' })).status, 204);
});

test('an HTTP API, found without an output, lets a function answer yes or no', async () => {
  const url = `${address('OrdersApi')}orders`;
  assert.equal((await fetch(url)).status, 401);
  assert.equal((await fetch(url, { headers: { 'x-api-key': 'guess' } })).status, 403);
  const answer = await fetch(url, { headers: { 'x-api-key': 'secret' } });
  assert.deepEqual(await answer.json(), { lambda: { plan: 'gold' } });
});

test('a topic fans out to queues by filter, and a function works off each', async (t) => {
  const client = new SNSClient(clientOptions('sns'));
  t.after(() => client.destroy());
  for (const kind of ['Express', 'Standard', 'Other']) {
    await client.send(
      new PublishCommand({
        TopicArn: output('TopicArn'),
        Message: `order for ${kind}`,
        MessageAttributes: { kind: { DataType: 'String', StringValue: kind } },
      }),
    );
  }
  await logged('Express order for Express');
  await logged('Standard order for Standard');
  const workers = events.filter((event) => event.type === 'log-line' && / order for /.test(event.line));
  assert.equal(workers.length, 2);
});

test('a bus delivers by pattern to a function and to a queue', async (t) => {
  const producer = output('ProducerName');
  assert.deepEqual(await invoke(producer, { result: 'approved', amount: 50 }), { FailedEntryCount: 0 });
  await logged('approved 50');
  const client = new EventBridgeClient(clientOptions('eventbridge'));
  t.after(() => client.destroy());
  const Detail = JSON.stringify({ result: 'denied', amount: 5_000 });
  await client.send(
    new PutEventsCommand({
      Entries: [{ EventBusName: 'atm', Source: 'custom.atm', DetailType: 'transaction', Detail }],
    }),
  );
  assert.deepEqual(JSON.parse(await receive(output('LargeQueueUrl'))), { result: 'denied', amount: 5_000 });
});

test('a chat: what one connection sends reaches all, and one that has gone is forgotten', async (t) => {
  const open = async () => {
    const socket = new WebSocket(output('ChatUrl'));
    const received: string[] = [];
    socket.addEventListener('message', ({ data }) => received.push(String(data)));
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error('The socket does not open.')));
    });
    t.after(() => socket.close());
    return { socket, received };
  };
  const [anna, ben] = [await open(), await open()];
  const heard = new Promise((resolve) => ben.socket.addEventListener('message', resolve));
  anna.socket.send(JSON.stringify({ action: 'sendmessage', data: 'hello' }));
  await heard;
  assert.deepEqual(ben.received, ['hello']);
  ben.socket.close();
  await eventually((event) => event.type === 'connection-closed');
  await eventually(
    (event) => event.type === 'item-written' && event.change === 'removed' && /connectionId/.test(event.key),
  );
});

test('a load balancer chooses the service by path', async () => {
  const url = output('BalancerUrl');
  const orders = await fetch(`${url}/orders/7?details=all`);
  assert.equal(orders.status, 200);
  assert.deepEqual(await orders.json(), { service: 'orders', path: '/orders/7', query: { details: 'all' } });
  const payments = await fetch(`${url}/payments`);
  assert.deepEqual(await payments.json(), { service: 'payments', path: '/payments', query: {} });
  const nowhere = await fetch(`${url}/stock`);
  assert.equal(nowhere.status, 404);
  assert.equal(await nowhere.text(), 'No such service');
});

test('an order and its outbox entry are stored together, and the stream carries it on', async (t) => {
  const place = () =>
    fetch(output('OrderUrl'), { method: 'POST', body: JSON.stringify({ order: 'order-1' }) });
  const placed = await place();
  assert.equal(placed.status, 201);
  assert.equal(await receive(output('ToldUrl')), 'placed order-1');
  assert.equal((await place()).status, 502, 'the same order once more');
  const client = new DynamoDBClient(clientOptions('dynamodb'));
  t.after(() => client.destroy());
  const { Count } = await client.send(new ScanCommand({ TableName: output('OrdersTable') }));
  assert.equal(Count, 2);
});

test('a file that is uploaded makes a function store another, with the buckets and notifications of CDK', async (t) => {
  const client = new S3Client(clientOptions('s3'));
  t.after(() => client.destroy());
  await client.send(
    new PutObjectCommand({ Bucket: output('UploadsName'), Key: 'my notes.txt', Body: 'abcdef' }),
  );
  await eventually(
    (event) =>
      event.type === 'object-written' &&
      event.resource.startsWith('Thumbnails') &&
      event.key === 'my notes.txt',
  );
  const { Body } = await client.send(
    new GetObjectCommand({ Bucket: output('ThumbnailsName'), Key: 'my notes.txt' }),
  );
  assert.equal(await Body?.transformToString(), 'abc');
});

test('stacks of one app use each other’s resources, nested ones too', async () => {
  assert.equal(await invoke(output('NotifyName'), { text: 'hello' }), 'told');
  assert.equal(JSON.parse(await receive(output('InboxUrl'))).Message, 'hello');
});

test('every function can be found through the API of Lambda', async (t) => {
  const client = new LambdaClient(clientOptions('lambda'));
  t.after(() => client.destroy());
  const { Functions } = await client.send(new ListFunctionsCommand({}));
  assert.equal(Functions?.length, 25);
});

test('a stack that runs SDK calls and functions of its own while it is deployed, with CDK’s own providers', async () => {
  const tables = new DynamoDBClient(clientOptions('dynamodb'));
  const { Items } = await tables.send(new ScanCommand({ TableName: output('SettingsName') }));
  tables.destroy();
  assert.deepEqual(Items, [{ id: { S: 'greeting' }, text: { S: 'hello' } }]);
  assert.equal(output('GeneratedName'), 'orders-made');
  const functions = new LambdaClient(clientOptions('lambda'));
  const { Payload } = await functions.send(new InvokeCommand({ FunctionName: output('GeneratedName') }));
  functions.destroy();
  assert.equal(Payload?.transformToString(), '"hello from SSM"');
});

test('a REST API that calls a table, a topic and a queue itself, without a function', async () => {
  const url = output('ServicesApiEndpoint');
  const json = { 'content-type': 'application/json' };
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: json,
      ...(body && { body: JSON.stringify(body) }),
    });
    return [response.status, await response.json()] as [number, Record<string, unknown>];
  };
  const text = 'It\'s "fine"';
  assert.deepEqual(await call('PUT', 'pages/home/comments/1', { text }), [201, {}]);
  assert.deepEqual(await call('PUT', 'pages/home/comments/1', { text }), [
    409,
    { error: 'ConditionalCheckFailedException' },
  ]);
  assert.deepEqual(await call('PUT', 'pages/home/comments/2', { text: 'Second' }), [201, {}]);
  assert.deepEqual(await call('GET', 'pages/home/comments'), [
    200,
    {
      comments: [
        { id: '1', text },
        { id: '2', text: 'Second' },
      ],
    },
  ]);
  assert.deepEqual(await call('POST', 'pages/home/comments/2'), [200, { likes: 1 }]);
  assert.deepEqual(await call('GET', 'pages/home/comments/2'), [200, { text: 'Second', likes: 1 }]);
  assert.deepEqual(await call('DELETE', 'pages/home/comments/2'), [200, {}]);
  assert.deepEqual(await call('GET', 'pages/home/comments/2'), [
    404,
    { message: 'There is no such comment' },
  ]);

  const [status, { messageId }] = await call('POST', 'published', { news: 'a & b' });
  assert.equal(status, 202);
  assert.match(String(messageId), /^[0-9a-f-]{36}$/);
  assert.equal(await receive(output('LettersUrl')), '{"news":"a & b"}');
  assert.deepEqual(await call('POST', 'letters', { letter: 0 }), [400, { message: 'Invalid request body' }]);
  assert.deepEqual(await call('POST', 'letters', { letter: 1 }), [202, {}]);
  assert.equal(await receive(output('LettersUrl')), '{"letter":1}');

  const report = async (headers: Record<string, string>) => (await fetch(`${url}report`, { headers })).status;
  assert.equal(await report({}), 403);
  const withKey = { 'x-api-key': 'theClientWithAUsagePlan' };
  assert.deepEqual([await report(withKey), await report(withKey), await report(withKey)], [200, 200, 429]);
});

test('an Express workflow answers the callers of a REST API and of an HTTP API, and logs what fails', async () => {
  const send = async (url: string, body: object) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, body: await jsonOf(answer) };
  };
  const restUrl = address('PricingApi');
  const { status, headers, body } = await send(restUrl, { count: 2 });
  assert.equal(status, 200);
  assert.deepEqual(body, { total: 4, request: headers.get('x-amzn-requestid') });
  const refused = await send(restUrl, { count: 11 });
  assert.deepEqual([refused.status, refused.body], [500, { error: 'TooMany', cause: 'At most ten.' }]);

  // What CDK's template makes of a request to the REST API, the caller writes here.
  const input = { body: { count: 3 }, requestContext: { requestId: 'mine' } };
  const whole = await send(`${output('PricingUrl')}/price`, input);
  assert.equal(whole.status, 200);
  assert.equal(whole.body.status, 'SUCCEEDED');
  assert.deepEqual(JSON.parse(whole.body.output), { total: 6, request: 'mine' });

  const client = new CloudWatchLogsClient(clientOptions('cloudwatch_logs'));
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}));
  const { logGroupName } = logGroups.find((each) => each.logGroupName?.includes('PricingLog')) ?? {};
  const { events: lines = [] } = await client.send(new FilterLogEventsCommand({ logGroupName }));
  client.destroy();
  assert.deepEqual(
    lines.map(({ message = '' }) => JSON.parse(message).type),
    ['FailStateEntered', 'ExecutionFailed'],
  );
});

test('a workflow has another one do a part of it, and goes on with what that gives', async () => {
  const client = new SFNClient(clientOptions('sfn'));
  const stateMachineArn = output('ShippingArn');
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn, input: '{"items":2}' }),
  );
  await eventually((event) => event.type === 'execution-ended' && event.resource.startsWith('Shipping'));
  const { output: result = '' } = await client.send(new DescribeExecutionCommand({ executionArn }));
  client.destroy();
  assert.deepEqual(JSON.parse(result), { parcels: 3, startedBy: executionArn });
});
