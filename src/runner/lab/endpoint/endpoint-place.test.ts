import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { startAccount } from '#local-cloud/account/start-account.ts';
import { assemble } from '../../assembly.ts';
import { LeftBehind, TwoPartError } from '../../call-error.ts';
import { findExperiments, loadExperiment } from '../../labs.ts';
import { project } from '../../project.ts';
import { EndpointApi } from './endpoint-api.ts';
import { endpointPlace } from './endpoint-place.ts';
import { whatItLacks } from './what-it-lacks.ts';

const { signal } = new AbortController();

/** Something that listens on loopback and is no cloud of ours. */
async function listening(t: TestContext, answer: RequestListener): Promise<URL> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function emptyCloud(t: TestContext): Promise<URL> {
  const account = await startAccount();
  t.after(() => account.close());
  return new URL(account.endpoint);
}

/** An emulator of which it is said how stacks end. Gives also what it was asked of CloudFormation. */
async function emulator(
  t: TestContext,
  says: { afterCreate: string; afterDelete: string; outputs?: Record<string, string> },
) {
  const asked: string[] = [];
  const answers: Record<string, string> = {
    GetCallerIdentity: '<Account>000000000000</Account>',
    CreateStack: '<StackId>arn:stack</StackId>',
    DescribeStackEvents:
      '<StackEvents><member><LogicalResourceId>Orders</LogicalResourceId><ResourceType>AWS::SQS::Queue</ResourceType><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>no room</ResourceStatusReason></member></StackEvents>',
  };
  const url = await listening(t, async (request, response) => {
    const action = new URLSearchParams(await text(request)).get('Action') ?? '';
    asked.push(action);
    const status = asked.includes('DeleteStack') ? says.afterDelete : says.afterCreate;
    if (request.headers.authorization?.includes('/s3/'))
      response.writeHead(request.method === 'DELETE' ? 204 : 200).end();
    else if (action === 'DescribeStacks' && status === 'gone')
      response
        .writeHead(400)
        .end(
          '<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack does not exist</Message></Error></ErrorResponse>',
        );
    else {
      const outputs = Object.entries(says.outputs ?? {}).map(
        ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
      );
      const stacks = asked.includes('CreateStack')
        ? `<Stacks><member><StackStatus>${status}</StackStatus><Outputs>${outputs.join('')}</Outputs></member></Stacks>`
        : '<Stacks/>';
      response.end(
        `<${action}Response><${action}Result>${answers[action] ?? (action === 'DescribeStacks' ? stacks : '')}</${action}Result></${action}Response>`,
      );
    }
  });
  return { url, asked };
}

async function experimentOf(name: string) {
  const [file] = findExperiments(project.labs, name);
  assert.ok(file);
  return { file, experiment: await loadExperiment(file) };
}

/** A place, and what is done with it: the connections that it opens end with the cloud of the test. */
async function placeAt(url: URL, name: string) {
  const place = endpointPlace(url);
  const { file, experiment } = await experimentOf(name);
  const { folder } = await assemble(file.lab);
  return {
    place,
    prepare: () => place.prepare(file, experiment, [{}], signal),
    start: (stop = signal) =>
      place.start({ lab: file.lab, assembly: folder, localCloud: {}, seed: 202, signal: stop }),
  };
}

const names = async (url: URL, element: string, service = 'cloudformation') => {
  const { body } = await new EndpointApi(url).send(
    service,
    service === 's3'
      ? { method: 'GET' }
      : { body: new URLSearchParams({ Action: 'DescribeStacks', Version: '2010-05-15' }).toString() },
  );
  return [...body.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text]) => text);
};

const refused = (problem: RegExp, remedy: RegExp) => (error: unknown) => {
  assert.ok(error instanceof TwoPartError, String(error));
  assert.match(error.problem, problem);
  assert.match(error.remedy, remedy);
  return true;
};

test('a lab is deployed through CloudFormation, works there, and nothing is left of it', async (t) => {
  const url = await emptyCloud(t);
  const { place, prepare, start } = await placeAt(url, 'two-paths/first-order');
  assert.deepEqual(await prepare(), []);
  const running = await start();
  assert.deepEqual(await names(url, 'StackName'), ['lab-two-paths-1']);
  const { ApiUrl = '', TableName } = running.outputs;
  const order = { orderId: 'order-1', customer: 'me', item: 'espresso' };
  const { status } = await running.clients.http.postJson(`${ApiUrl}/sync/orders`, order);
  assert.equal(status, 201);
  assert.match(TableName ?? '', /^lab-two-paths-1-Orders/);
  const { http, documents } = running.clients;
  const accepted = await http.postJson(`${ApiUrl}/queued/orders`, { ...order, orderId: 'order-2' });
  assert.equal(accepted.status, 202);
  const stored = () => documents.send(new GetCommand({ TableName, Key: { orderId: 'order-2' } }));
  while (!(await stored()).Item);
  assert.throws(
    () => running.faults.inject({ resource: 'Orders', fault: 'down' }),
    /breaks Orders on purpose[\s\S]*without --target/,
  );
  assert.throws(() => running.refuseEvents?.(), /counts events[\s\S]*without --target/);
  await running.close();
  await place.close();
  assert.deepEqual(await names(url, 'StackName'), []);
  assert.deepEqual(await names(url, 'Name', 's3'), []);
});

test('what an interrupted run left is found by the next one, and deleted', async (t) => {
  const url = await emptyCloud(t);
  const interrupted = await placeAt(url, 'two-paths/first-order');
  await interrupted.prepare();
  await interrupted.start();
  const { place, prepare } = await placeAt(url, 'two-paths/first-order');
  assert.deepEqual(await prepare(), ['A run that was interrupted had left lab-two-paths-1: deleted.']);
  await place.close();
  assert.deepEqual(await names(url, 'StackName'), []);
  assert.deepEqual(await names(url, 'Name', 's3'), []);
});

test('a run that is stopped while its stack is created leaves nothing', async (t) => {
  const url = await emptyCloud(t);
  const { place, prepare, start } = await placeAt(url, 'two-paths/first-order');
  await prepare();
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  await assert.rejects(start(stop.signal), /stopped/);
  await place.close();
  assert.deepEqual(await names(url, 'StackName'), []);
  assert.deepEqual(await names(url, 'Name', 's3'), []);
});

test('a stack that cannot be created is taken down, with what the endpoint says of it', async (t) => {
  const { url, asked } = await emulator(t, { afterCreate: 'ROLLBACK_COMPLETE', afterDelete: 'gone' });
  const { place, prepare, start } = await placeAt(url, 'two-paths/first-order');
  await prepare();
  await assert.rejects(
    start(),
    refused(
      /lab-two-paths-1 could not be created .* \(ROLLBACK_COMPLETE\):\n {2}- Orders \(AWS::SQS::Queue\): no room/,
      /without --target/,
    ),
  );
  assert.ok(asked.indexOf('DeleteStack') > asked.indexOf('CreateStack'));
  await place.close();
});

test('a stack that cannot be deleted is named, even to who has stopped the run', async (t) => {
  const { url } = await emulator(t, { afterCreate: 'CREATE_COMPLETE', afterDelete: 'DELETE_FAILED' });
  const { prepare, start } = await placeAt(url, 'two-paths/first-order');
  await prepare();
  const running = await start();
  await assert.rejects(running.close(), (error) => {
    assert.ok(error instanceof LeftBehind);
    return refused(
      /could not be deleted \(DELETE_FAILED\):\n {2}- Orders .*: no room/,
      /delete-stack --stack-name lab-two-paths-1/,
    )(error);
  });
});

test('an output that is an address of AWS is refused, and the stack deleted', async (t) => {
  const ApiUrl = 'https://abc.execute-api.us-east-1.amazonaws.com';
  const { url, asked } = await emulator(t, {
    afterCreate: 'CREATE_COMPLETE',
    afterDelete: 'gone',
    outputs: { ApiUrl },
  });
  const { prepare, start } = await placeAt(url, 'two-paths/first-order');
  await prepare();
  await assert.rejects(start(), refused(/output ApiUrl is https:.*an address of AWS/, /Nothing was sent/));
  assert.ok(asked.includes('DeleteStack'));
});

test('what the endpoint lacks is refused by name, before anything is made', async (t) => {
  const url = await emptyCloud(t);
  const { prepare } = await placeAt(url, 'sensor-stream/hot-key');
  await assert.rejects(
    prepare(),
    refused(/lab sensor-stream is made of:\n {2}- AWS::Kinesis::Stream/, /without --target/),
  );
  assert.deepEqual(await names(url, 'Name', 's3'), []);
});

test('an emulator whose registry cannot be asked is asked for each service', async (t) => {
  const asked: string[] = [];
  const url = await listening(t, (request, response) => {
    const [, service = ''] = /\/([^/]+)\/aws4_request/.exec(request.headers.authorization ?? '') ?? [];
    asked.push(service);
    if (service === 'cloudformation')
      response
        .writeHead(501)
        .end(
          '<ErrorResponse><Error><Code>InternalFailure</Code><Message>no</Message></Error></ErrorResponse>',
        );
    else if (service === 'apigateway')
      response
        .writeHead(501)
        .end('{"__type":"InternalFailure","message":"not yet implemented or pro feature"}');
    else if (service === 'kinesis')
      response
        .writeHead(400)
        .end('{"__type":"InternalFailure","message":"Service \'kinesis\' is not enabled."}');
    else response.end('{}');
  });
  const types = [
    'AWS::SQS::Queue',
    'AWS::Kinesis::Stream',
    'AWS::ApiGatewayV2::Api',
    'AWS::IAM::Role',
    'Custom::It',
  ];
  assert.deepEqual(await whatItLacks(new EndpointApi(url), types), [
    'AWS::ApiGatewayV2::Api',
    'AWS::Kinesis::Stream',
  ]);
  assert.deepEqual(asked.toSorted(), ['apigateway', 'cloudformation', 'kinesis', 'sqs']);
});

const elsewhere: [what: string, answer: RequestListener, problem: RegExp, remedy: RegExp][] = [
  [
    'a web page',
    (_, response) => response.end('<!doctype html>\n<title>Hello</title>'),
    /no endpoint of AWS: GetCallerIdentity of sts was answered with 200 and "<!doctype html>"/,
    /calls of the SDKs/,
  ],
  [
    'a server of something else',
    (_, response) => response.writeHead(404).end(),
    /no endpoint of AWS: .* answered with 404 and nothing/,
    /calls of the SDKs/,
  ],
  [
    'an emulator without STS',
    (_, response) =>
      response
        .writeHead(501)
        .end(
          '<ErrorResponse><Error><Code>InternalFailure</Code><Message>sts is not enabled</Message></Error></ErrorResponse>',
        ),
    /which account it is: .* InternalFailure: sts is not enabled/,
    /STS, CloudFormation and S3/,
  ],
  [
    'one that hangs up',
    (request) => request.socket.destroy(),
    /cannot be reached: UND_ERR_SOCKET/,
    /scheme, host and port/,
  ],
];

for (const [what, answer, problem, remedy] of elsewhere)
  test(`refuses ${what}`, async (t) => {
    const { prepare } = await placeAt(await listening(t, answer), 'two-paths/first-order');
    await assert.rejects(prepare(), refused(problem, remedy));
  });

test('nothing listens: says so, and how to start something', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  const { prepare } = await placeAt(new URL(`http://127.0.0.1:${port}`), 'two-paths/first-order');
  await assert.rejects(prepare(), refused(/Nothing listens at/, /cloud -- --empty/));
});

for (const [name, problem] of [
  ['card-payment/webhooks', /works with a stand-in/],
  ['message-retention/kept-too-long', /sets \w+ of the cloud that it runs in/],
  ['two-paths/same-outage', /breaks something on purpose, which no endpoint lets it do/],
] as const)
  test(`refuses ${name}, which needs the cloud that is started for it`, async () => {
    const { prepare } = await placeAt(new URL('http://127.0.0.1:9'), name);
    await assert.rejects(prepare(), refused(problem, /on this machine: npm run lab/));
  });
