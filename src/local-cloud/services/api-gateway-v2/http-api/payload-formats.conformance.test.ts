import assert from 'node:assert/strict';
import { request } from 'node:http';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { echo, httpApi, httpApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html';

const template = (code: string, PayloadFormatVersion: '1.0' | '2.0') => ({
  Resources: {
    Function: functionResource(code),
    ...httpApi(['ANY /my/{place}'], { PayloadFormatVersion }),
  },
  Outputs: httpApiUrl,
});

/** Sends repeated headers as they are; fetch would join them. */
const send = (url: string, headers: string[], body = '') =>
  new Promise<string>((resolve, reject) => {
    const { host } = new URL(url);
    const call = request(url, { method: 'POST', headers: ['Host', host, ...headers] }, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    call.on('error', reject);
    call.end(body);
  });

const sent = ['Header1', 'value1', 'Header2', 'value1', 'Header2', 'value2', 'Cookie', 'a=1; b=2'];
const query = '?parameter1=value1&parameter1=value2&parameter2=value';

behaviour(
  'payload format 2.0 joins repeated headers and parameters by commas and lists cookies',
  { source },
  async (t) => {
    const cloud = await startTemplate(t, template(echo, '2.0'));
    const url = new URL(`/my/path${query}`, cloud.outputs.Url);
    const event = JSON.parse(await send(url.href, [...sent, 'Content-Length', '5'], 'Hello'));
    assert.equal(event.version, '2.0');
    assert.equal(event.routeKey, 'ANY /my/{place}');
    assert.equal(event.rawPath, '/my/path');
    assert.equal(event.rawQueryString, query.slice(1));
    assert.deepEqual(event.cookies, ['a=1', 'b=2']);
    assert.equal(event.headers.header1, 'value1');
    assert.equal(event.headers.header2, 'value1,value2');
    assert.equal(event.headers.cookie, undefined);
    assert.deepEqual(event.queryStringParameters, { parameter1: 'value1,value2', parameter2: 'value' });
    assert.deepEqual(event.pathParameters, { place: 'path' });
    assert.equal(event.body, 'Hello');
    assert.equal(event.isBase64Encoded, false);
    const { http, ...context } = event.requestContext;
    assert.deepEqual(http, {
      method: 'POST',
      path: '/my/path',
      protocol: 'HTTP/1.1',
      sourceIp: '127.0.0.1',
      userAgent: '',
    });
    assert.equal(context.domainName, url.host);
    assert.match(context.time, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    assert.equal(context.stage, '$default');
    assert.equal(context.timeEpoch, Math.floor(context.timeEpoch));
  },
);

behaviour(
  'payload format 1.0 has the last value of each header and parameter, and all of them beside',
  { source },
  async (t) => {
    const cloud = await startTemplate(t, template(echo, '1.0'));
    const url = new URL(`/my/path${query}`, cloud.outputs.Url);
    const event = JSON.parse(await send(url.href, sent));
    assert.equal(event.version, '1.0');
    assert.equal(event.resource, '/my/{place}');
    assert.equal(event.path, '/my/path');
    assert.equal(event.httpMethod, 'POST');
    assert.equal(event.headers.header2, 'value2');
    assert.deepEqual(event.multiValueHeaders.header2, ['value1', 'value2']);
    assert.deepEqual(event.queryStringParameters, { parameter1: 'value2', parameter2: 'value' });
    assert.deepEqual(event.multiValueQueryStringParameters, {
      parameter1: ['value1', 'value2'],
      parameter2: ['value'],
    });
    assert.deepEqual(event.pathParameters, { place: 'path' });
    assert.equal(event.stageVariables, null);
    assert.equal(event.body, null);
    assert.equal(event.requestContext.resourcePath, '/my/{place}');
    assert.equal(event.requestContext.identity.sourceIp, '127.0.0.1');
  },
);

behaviour('a body that is no text reaches the function in Base64', { source }, async (t) => {
  const cloud = await startTemplate(t, template(echo, '2.0'));
  const body = new Uint8Array([0, 255, 128]);
  const response = await fetch(`${cloud.outputs.Url}/my/x`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/octet-stream' },
  });
  const event = await jsonOf(response);
  assert.equal(event.isBase64Encoded, true);
  assert.equal(event.body, Buffer.from(body).toString('base64'));
});

for (const format of ['1.0', '2.0'] as const) {
  // The page shows the flag and not which types set it; AWS was seen to set it for forms.
  behaviour(
    `in format ${format} the body of a form reaches the function in Base64`,
    { source },
    async (t) => {
      const cloud = await startTemplate(t, template(echo, format));
      const body = new URLSearchParams({ text: 'hi', user: 'a' });
      const event = await jsonOf(await fetch(`${cloud.outputs.Url}/my/x`, { method: 'POST', body }));
      assert.equal(event.isBase64Encoded, true);
      assert.equal(event.body, btoa('text=hi&user=a'));
    },
  );

  behaviour(`in format ${format} the path and its variables are decoded`, { source }, async (t) => {
    const cloud = await startTemplate(t, template(echo, format));
    const event = await jsonOf(await fetch(`${cloud.outputs.Url}/my/a%20caf%C3%A9`));
    assert.equal(format === '2.0' ? event.rawPath : event.path, '/my/a café');
    assert.equal(event.requestContext.http?.path ?? event.requestContext.path, '/my/a café');
    assert.deepEqual(event.pathParameters, { place: 'a café' });
  });
}

const inferred = [
  { result: `'Hello from Lambda!'`, text: 'Hello from Lambda!' },
  { result: `{ message: 'Hello from Lambda!' }`, text: '{"message":"Hello from Lambda!"}' },
];

for (const { result, text } of inferred) {
  behaviour(
    `in format 2.0 the result ${result} is the body of a 200 with content type application/json`,
    { source },
    async (t) => {
      const cloud = await startTemplate(t, template(`exports.handler = async () => (${result});`, '2.0'));
      const response = await fetch(`${cloud.outputs.Url}/my/x`);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), 'application/json');
      assert.equal(await response.text(), text);
    },
  );
}

behaviour('in format 2.0 each cookie of a result becomes a set-cookie header', { source }, async (t) => {
  const cloud = await startTemplate(
    t,
    template(
      `exports.handler = async () => ({ statusCode: 201, cookies: ['a=1', 'b=2; Secure'], headers: { 'X-Mine': 1 }, body: 'aGk=', isBase64Encoded: true });`,
      '2.0',
    ),
  );
  const response = await fetch(`${cloud.outputs.Url}/my/x`);
  assert.equal(response.status, 201);
  assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2; Secure']);
  assert.equal(response.headers.get('x-mine'), '1');
  assert.equal(await response.text(), 'hi');
});

behaviour('in format 1.0 a result may give several values of a header', { source }, async (t) => {
  const cloud = await startTemplate(
    t,
    template(
      `exports.handler = async () => ({ statusCode: 200, headers: { one: '1' }, multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] }, body: 'x' });`,
      '1.0',
    ),
  );
  const response = await fetch(`${cloud.outputs.Url}/my/x`);
  assert.equal(response.headers.get('one'), '1');
  assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
});

behaviour('in format 1.0 a result without a status is an error', { source }, async (t) => {
  const cloud = await startTemplate(t, template(`exports.handler = async () => ({ body: 'x' });`, '1.0'));
  assert.equal((await fetch(`${cloud.outputs.Url}/my/x`)).status, 500);
});
