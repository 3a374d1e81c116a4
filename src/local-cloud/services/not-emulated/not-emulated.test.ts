import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFunction } from '../../testing/lambda.ts';

/** Signs nothing, but names what it is for, as the SDKs do. */
const post = `const post = (service, headers, body = '') => fetch(process.env.AWS_ENDPOINT_URL + '/', {
  method: 'POST', body,
  headers: { ...headers, authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20261129/us-east-1/' + service + '/aws4_request, SignedHeaders=host, Signature=00' },
}).then(async (answer) => ({ status: answer.status, type: answer.headers.get('content-type'),
  error: answer.headers.get('x-amzn-errortype'), body: await answer.text() }));`;

const says = (service: string, operation: string) =>
  new RegExp(
    `The local cloud does not emulate ${service}: ${operation} was not run, and nothing was sent to AWS`,
  );

const protocols = [
  {
    name: 'JSON',
    call: `post('secretsmanager', { 'x-amz-target': 'secretsmanager.GetSecretValue', 'content-type': 'application/x-amz-json-1.1' }, '{}')`,
    service: 'secretsmanager',
    operation: 'GetSecretValue',
    shape: /^\{"__type":"NotEmulatedException","message":"/,
    type: 'application/x-amz-json-1.1',
  },
  {
    name: 'query',
    call: `post('sts', { 'content-type': 'application/x-www-form-urlencoded' }, 'Action=GetCallerIdentity&Version=2011-06-15')`,
    service: 'sts',
    operation: 'GetCallerIdentity',
    shape: /<ErrorResponse><Error><Type>Sender<\/Type><Code>NotEmulatedException<\/Code><Message>/,
    type: 'text/xml',
  },
  {
    name: 'EC2’s query',
    call: `post('ec2', { 'content-type': 'application/x-www-form-urlencoded' }, 'Action=DescribeInstances')`,
    service: 'ec2',
    operation: 'DescribeInstances',
    shape: /<Response><Errors><Error><Code>NotEmulatedException<\/Code>/,
    type: 'text/xml',
  },
  {
    name: 'REST with JSON',
    call: `post('xray', { 'content-type': 'application/json' }, '{}')`,
    service: 'xray',
    operation: 'POST /',
    shape: /"message":"/,
    type: 'application/json',
  },
  {
    name: 'RPC with CBOR',
    call: `post('monitoring', { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' })`,
    service: 'monitoring',
    operation: 'POST /',
    shape: /__type.+NotEmulatedException.+message/,
    type: 'application/cbor',
  },
];

test('a call to a service that is not emulated gets an error of its protocol, and a line in the log', async (t) => {
  const { invoke, eventsOf } = await startFunction(
    t,
    `${post} exports.handler = async () => [${protocols.map(({ call }) => `await ${call}`).join(', ')}];`,
  );
  const { payload } = await invoke();
  for (const [index, { name, service, operation, shape, type }] of protocols.entries()) {
    assert.equal(payload[index].status, 400, name);
    assert.equal(payload[index].type, type, name);
    assert.match(payload[index].body, shape, name);
    assert.match(payload[index].body, says(service, operation), name);
    const line = eventsOf('log-line').find((each) => says(service, operation).test(each.line));
    assert.equal(line?.resource, 'Function', name);
    assert.equal(line?.invocationId, eventsOf('invocation-started')[0]?.invocationId, name);
  }
});

test('version 3 of the SDK hears of it as of any error of the service, at once', async (t) => {
  const { invoke } = await startFunction(
    t,
    `const { ApiGatewayManagementApiClient, GetConnectionCommand } = require('@aws-sdk/client-apigatewaymanagementapi');
     exports.handler = () => new ApiGatewayManagementApiClient({}).send(new GetConnectionCommand({ ConnectionId: 'c' })).catch(
       (error) => ({ name: error.name, message: error.message, attempts: error.$metadata.attempts }));`,
    { Timeout: 60 },
  );
  const { payload } = await invoke();
  assert.equal(payload.name, 'NotEmulatedException');
  assert.match(payload.message, says('execute-api', 'GET /@connections/c'));
  assert.match(payload.message, /Set AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI to/);
  assert.equal(payload.attempts, 1);
});

test('whatever connects to AWS itself is refused, with a line in the log', async (t) => {
  const { invoke, eventsOf } = await startFunction(
    t,
    `const refused = (promise) => promise.then(() => 'connected', (error) => (error.cause ?? error).code);
     const http = (module, options) => refused(new Promise((resolve, reject) =>
       require(module).get(options, resolve).on('error', reject)));
     exports.handler = () => Promise.all([
       http('node:https', 'https://sqs.us-east-1.amazonaws.com/'),
       http('node:http', { host: 'metadata.amazonaws.com', port: 80 }),
       refused(fetch('https://lambda.us-east-1.api.aws/')),
       refused(new Promise((resolve, reject) =>
         require('node:tls').connect(443, 'x.execute-api.eu-central-1.amazonaws.com', resolve).on('error', reject))),
       refused(new Promise((resolve, reject) =>
         require('node:http2').connect('https://a.lambda-url.us-east-1.on.aws').on('connect', resolve).on('error', reject))),
       refused(new Promise((resolve, reject) =>
         new (require('node:worker_threads').Worker)(
           "require('node:https').get('https://sns.us-east-1.amazonaws.com/').on('error', (error) => { throw error; })",
           { eval: true }).on('exit', resolve).on('error', reject))),
     ]);`,
    { Timeout: 60 },
  );
  const { payload } = await invoke();
  assert.deepEqual(payload, Array(6).fill('ERR_NOT_EMULATED'));
  for (const host of [
    'sqs.us-east-1.amazonaws.com',
    'metadata.amazonaws.com',
    'lambda.us-east-1.api.aws',
    'x.execute-api.eu-central-1.amazonaws.com',
    'a.lambda-url.us-east-1.on.aws',
    'sns.us-east-1.amazonaws.com',
  ])
    assert.ok(
      eventsOf('log-line').some(({ line }) => line.includes(`${host} is AWS`)),
      host,
    );
});
