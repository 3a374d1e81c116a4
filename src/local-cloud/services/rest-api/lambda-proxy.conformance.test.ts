import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { echo, restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html';

const template = (code: string, path = '/my/{place}', more: Parameters<typeof restApi>[1] = {}) => ({
  Resources: { Function: functionResource(code), ...restApi([{ verb: 'ANY', path }], more) },
  Outputs: restApiUrl,
});

behaviour(
  'a proxied request reaches the function whole, with the stage in its context',
  { source },
  async (t) => {
    const cloud = await startTemplate(
      t,
      template(echo, '/my/{place}', { stage: { Variables: { shop: 'books' } } }),
    );
    const url = `${cloud.outputs.RestUrl}/my/path?parameter1=value1&parameter2=value1&parameter2=value2`;
    const event = await jsonOf(
      fetch(url, {
        method: 'POST',
        headers: { 'X-Mine': 'One', 'content-type': 'text/plain' },
        body: 'Hello',
      }),
    );
    assert.equal(event.resource, '/my/{place}');
    assert.equal(event.path, '/my/path');
    assert.equal(event.httpMethod, 'POST');
    assert.equal(event.headers['X-Mine'], 'One');
    assert.deepEqual(event.multiValueHeaders['X-Mine'], ['One']);
    assert.deepEqual(event.queryStringParameters, { parameter1: 'value1', parameter2: 'value2' });
    assert.deepEqual(event.multiValueQueryStringParameters, {
      parameter1: ['value1'],
      parameter2: ['value1', 'value2'],
    });
    assert.deepEqual(event.pathParameters, { place: 'path' });
    assert.deepEqual(event.stageVariables, { shop: 'books' });
    assert.equal(event.body, 'Hello');
    assert.equal(event.isBase64Encoded, false);
    assert.equal(event.requestContext.path, '/prod/my/path');
    assert.equal(event.requestContext.resourcePath, '/my/{place}');
    assert.equal(event.requestContext.stage, 'prod');
    assert.equal(event.requestContext.domainName, new URL(url).host);
    assert.equal(event.requestContext.identity.sourceIp, '127.0.0.1');
  },
);

behaviour('what a request does not have is null in the event', { source }, async (t) => {
  const cloud = await startTemplate(t, template(echo, '/plain'));
  const event = await jsonOf(fetch(`${cloud.outputs.RestUrl}/plain`));
  for (const name of [
    'queryStringParameters',
    'multiValueQueryStringParameters',
    'pathParameters',
    'stageVariables',
    'body',
  ])
    assert.equal(event[name], null, name);
});

behaviour(
  'headers and multiValueHeaders of a result are merged, the multiple values before the single one',
  { source },
  async (t) => {
    const cloud = await startTemplate(
      t,
      template(
        `exports.handler = async () => ({ statusCode: 201, headers: { one: '1', both: 'single' }, multiValueHeaders: { both: ['a', 'b'] }, body: 'made' });`,
      ),
    );
    const response = await fetch(`${cloud.outputs.RestUrl}/my/x`);
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('one'), '1');
    assert.equal(response.headers.get('both'), 'a, b, single');
    assert.equal(await response.text(), 'made');
  },
);

behaviour(
  'a pair that stands in headers and in multiValueHeaders appears once, and no cookie is lost',
  { source },
  async (t) => {
    const cloud = await startTemplate(
      t,
      template(
        `exports.handler = async () => ({ statusCode: 200, headers: { 'X-Both': 'b', 'Set-Cookie': 'c=3' }, multiValueHeaders: { 'x-both': ['a', 'b'], 'set-cookie': ['a=1', 'b=2'] } });`,
      ),
    );
    const { headers } = await fetch(`${cloud.outputs.RestUrl}/my/x`);
    assert.equal(headers.get('x-both'), 'a, b');
    assert.deepEqual(headers.getSetCookie(), ['a=1', 'b=2', 'c=3']);
  },
);

// The page names the five keys; what AWS makes of others, or of none, is from reports of its users.
for (const [result, status, text] of [
  [`{ body: 'made' }`, 200, 'made'],
  [`{ headers: { 'X-Mine': 'one' } }`, 200, ''],
  ['{}', 200, ''],
  [`{ statusCode: 200, body: 'made', extra: 1 }`, 502, '{"message":"Internal server error"}'],
  [`{ statusCode: 200, cookies: ['a=1'] }`, 502, '{"message":"Internal server error"}'],
  [`{ message: 'made' }`, 502, '{"message":"Internal server error"}'],
] as const)
  behaviour(`the result ${result} is answered by ${status}`, { source }, async (t) => {
    const cloud = await startTemplate(t, template(`exports.handler = async () => (${result});`));
    const response = await fetch(`${cloud.outputs.RestUrl}/my/x`);
    assert.deepEqual([response.status, await response.text()], [status, text]);
  });

behaviour(
  'a response without a content type gets application/json',
  { source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html' },
  async (t) => {
    const cloud = await startTemplate(t, template(`exports.handler = async () => ({ statusCode: 200 });`));
    const response = await fetch(`${cloud.outputs.RestUrl}/my/x`);
    assert.equal(response.headers.get('content-type'), 'application/json');
  },
);

const encodings =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html';

behaviour(
  'a binary media type reaches the function in Base64, and leaves decoded for who accepts it',
  { source: encodings },
  async (t) => {
    const cloud = await startTemplate(
      t,
      template(
        `exports.handler = async ({ body, isBase64Encoded }) => ({ statusCode: 200, headers: { 'content-type': 'image/png', encoded: isBase64Encoded }, body, isBase64Encoded });`,
        '/images',
        { api: { BinaryMediaTypes: ['image/*'] } },
      ),
    );
    const bytes = new Uint8Array([0, 255, 128]);
    const post = (accept: string) =>
      fetch(`${cloud.outputs.RestUrl}/images`, {
        method: 'POST',
        body: bytes,
        headers: { 'content-type': 'image/png', accept },
      });
    const accepted = await post('image/png,*/*');
    assert.equal(accepted.headers.get('encoded'), 'true');
    assert.deepEqual(new Uint8Array(await accepted.arrayBuffer()), bytes);
    const other = await post('application/json');
    assert.equal(await other.text(), Buffer.from(bytes).toString('base64'));
  },
);

behaviour('without binary media types every body is text', { source: encodings }, async (t) => {
  const cloud = await startTemplate(t, template(echo));
  const event = await jsonOf(
    fetch(`${cloud.outputs.RestUrl}/my/x`, {
      method: 'POST',
      body: 'abc',
      headers: { 'content-type': 'application/octet-stream' },
    }),
  );
  assert.equal(event.body, 'abc');
  assert.equal(event.isBase64Encoded, false);
});
