import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startLambda } from '../../testing/lambda.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Lambda function URL', import.meta.filename);
const invocationPage = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html';
const configurationPage = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html';

/** A function with a URL; `url` ends with a slash. */
async function startUrl(
  t: TestContext,
  code: string,
  { properties = {}, url = {} }: { properties?: object; url?: object } = {},
) {
  const bench = await startLambda(
    t,
    {
      Function: functionResource(code, { ...properties }),
      Url: {
        Type: 'AWS::Lambda::Url',
        Properties: { TargetFunctionArn: { 'Fn::GetAtt': ['Function', 'Arn'] }, AuthType: 'NONE', ...url },
      },
    },
    { outputs: { Address: { 'Fn::GetAtt': ['Url', 'FunctionUrl'] } } },
  );
  return { ...bench, url: bench.cloud.outputs.Address as string };
}

behaviour(
  'a request reaches the function as payload format 2.0 with the route $default',
  { source: `${invocationPage}#urls-request-payload` },
  async (t) => {
    const { url } = await startUrl(t, 'exports.handler = async (event) => event;');
    const answer = await fetch(`${url}my/path?a=1&a=2&b=3`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', cookie: 'one=1; two=2', 'x-own': 'yes' },
      body: 'Hello',
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    const event = (await answer.json()) as APIGatewayProxyEventV2;
    assert.equal(event.version, '2.0');
    assert.equal(event.routeKey, '$default');
    assert.equal(event.rawPath, '/my/path');
    assert.equal(event.rawQueryString, 'a=1&a=2&b=3');
    assert.deepEqual(event.queryStringParameters, { a: '1,2', b: '3' });
    assert.deepEqual(event.cookies, ['one=1', 'two=2']);
    assert.equal(event.headers['x-own'], 'yes');
    assert.equal(event.body, 'Hello');
    assert.equal(event.isBase64Encoded, false);
    assert.equal(event.requestContext.http.method, 'POST');
    assert.equal(event.requestContext.stage, '$default');
  },
);

const answers: { result: string; status: number; type: string; body: string }[] = [
  { result: `'Hello, world!'`, status: 200, type: 'application/json', body: '"Hello, world!"' },
  {
    result: `{ message: 'Hello, world!' }`,
    status: 200,
    type: 'application/json',
    body: '{"message":"Hello, world!"}',
  },
  {
    result: `{ statusCode: 201, headers: { 'Content-Type': 'text/x-own' }, body: 'made' }`,
    status: 201,
    type: 'text/x-own',
    body: 'made',
  },
];
for (const { result, status, type, body } of answers) {
  behaviour(
    `the result ${result} means the response ${status} ${body}`,
    { source: `${invocationPage}#urls-response-payload` },
    async (t) => {
      const { url } = await startUrl(t, `exports.handler = async () => (${result});`);
      const answer = await fetch(url);
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('content-type'), type);
      assert.equal(await answer.text(), body);
    },
  );
}

behaviour(
  'cookies of the result become set-cookie headers',
  { source: `${invocationPage}#urls-cookies` },
  async (t) => {
    const { url } = await startUrl(
      t,
      `exports.handler = async () => ({ statusCode: 200, cookies: ['a=1; Max-Age=5', 'b=2'], body: '' });`,
    );
    assert.deepEqual((await fetch(url)).headers.getSetCookie(), ['a=1; Max-Age=5', 'b=2']);
  },
);

behaviour(
  'a throttled request is answered with 429; reserved concurrency 0 switches the URL off',
  { source: `${configurationPage}#urls-throttling` },
  async (t) => {
    const { url } = await startUrl(t, 'exports.handler = async () => 1;', {
      properties: { ReservedConcurrentExecutions: 0 },
    });
    assert.equal((await fetch(url)).status, 429);
  },
);

for (const [what, code] of [
  ['throws', `throw new Error('no');`],
  ['runs into its timeout', 'for (;;);'],
  ['exits', 'process.exit(1);'],
  ['answers with an impossible status', 'return { statusCode: 1000 };'],
] as const) {
  behaviour(
    `a function that ${what} gives 502 Internal Server Error`,
    {
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-monitoring.html',
      // Record: https://github.com/awsdocs/aws-lambda-developer-guide/issues/430
      fidelity: 'modelled',
      note: 'AWS documents a 5XX for function errors and timeouts; that it is 502 with this body is what users record.',
    },
    async (t) => {
      const { url } = await startUrl(
        t,
        `exports.handler = async (event) => { if (event.rawPath === '/break') { ${code} } return { statusCode: 204 }; };`,
        { properties: { Timeout: 1 } },
      );
      const broken = await fetch(`${url}break`);
      assert.equal(broken.status, 502);
      assert.equal(await broken.text(), 'Internal Server Error');
      assert.equal((await fetch(url)).status, 204);
    },
  );
}

behaviour(
  'a body above 6 MB is refused',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html' },
  async (t) => {
    const { url, eventsOf } = await startUrl(t, 'exports.handler = async () => 1;');
    const answer = await fetch(url, { method: 'POST', body: Buffer.alloc(6 * 1024 * 1024 + 1) });
    assert.equal(answer.status, 413);
    assert.equal(eventsOf('invocation-started').length, 0);
  },
);

behaviour(
  'configured CORS headers answer preflight requests and are added to every response',
  { source: `${configurationPage}#urls-cors` },
  async (t) => {
    const { url, eventsOf } = await startUrl(t, 'exports.handler = async () => 1;', {
      url: {
        Cors: { AllowOrigins: ['http://localhost:3000'], AllowMethods: ['GET', 'POST'], MaxAge: 300 },
      },
    });
    const origin = 'http://localhost:3000';
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'GET,POST');
    assert.equal(preflight.headers.get('access-control-max-age'), '300');
    assert.equal(eventsOf('invocation-started').length, 0);
    const answer = await fetch(url, { headers: { origin } });
    assert.equal(answer.headers.get('access-control-allow-origin'), origin);
  },
);

behaviour(
  'a URL allows of methods GET, PUT, HEAD, POST, PATCH, DELETE or all: OPTIONS is refused, and a preflight does not need it',
  {
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-url-cors.html',
  },
  async (t) => {
    await assert.rejects(
      startUrl(t, 'exports.handler = async () => 1;', {
        url: { Cors: { AllowOrigins: ['*'], AllowMethods: ['GET', 'OPTIONS'] } },
      }),
      /AllowMethods.*must be of GET, PUT, HEAD, POST, PATCH, DELETE, \*/s,
    );
  },
);

behaviour('a URL of an alias runs the alias', { source: configurationPage }, async (t) => {
  const bench = await startLambda(
    t,
    {
      Function: functionResource(
        'exports.handler = async (event, context) => ({ arn: context.invokedFunctionArn });',
      ),
      Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
      Alias: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: 'live',
          FunctionName: { Ref: 'Function' },
          FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
        },
      },
      Url: {
        Type: 'AWS::Lambda::Url',
        DependsOn: 'Alias',
        Properties: {
          TargetFunctionArn: { 'Fn::GetAtt': ['Function', 'Arn'] },
          Qualifier: 'live',
          AuthType: 'NONE',
        },
      },
    },
    { outputs: { Address: { 'Fn::GetAtt': ['Url', 'FunctionUrl'] } } },
  );
  const answer = (await (await fetch(bench.cloud.outputs.Address as string)).json()) as { arn: string };
  assert.match(answer.arn, /:Test-Function:live$/);
});
