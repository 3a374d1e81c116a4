import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { startCloud } from '../../../index.ts';
import { startTemplate, writeAssembly } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { echo, httpApi, httpApiUrl, invocationUri } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const page = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html';
const formats = `${page}#http-api-lambda-authorizer.payload-format`;
const responses = `${page}#http-api-lambda-authorizer.payload-format-response`;
const sources = `${page}#http-api-lambda-authorizer.identity-sources`;
const caching = `${page}#http-api-lambda-authorizer.caching`;

/** Answers as its token says, simply or with a policy; the context tells how often it was called, and with what. */
const byToken = `let calls = 0;
  exports.handler = async (event) => {
    calls += 1;
    const token = event.headers.authorization;
    if (token === 'broken') throw new Error('no database');
    if (token === 'malformed') return { allowed: true };
    const context = { calls, tags: ['a'], event };
    if (process.env.SIMPLE) return { isAuthorized: token !== 'deny', context };
    const arn = event.routeArn ?? event.methodArn;
    const Statement = [{ Action: 'execute-api:Invoke', Effect: token === 'deny' ? 'Deny' : 'Allow', Resource: token === 'only-this' ? arn : '*' }];
    return { principalId: 'me', policyDocument: { Version: '2012-10-17', Statement }, context };
  };`;

function templateOf(authorizer: Record<string, unknown>, integration: Record<string, unknown> = {}) {
  const { Route0, Route1, ...api } = httpApi(['GET /orders/{id}', 'PUT /orders/{id}'], integration, {
    stage: { StageVariables: { colour: 'blue' } },
  });
  const guarded = (route = Route0) => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ...route?.Properties,
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: 'Authorizer' },
    },
  });
  return {
    Resources: {
      ...api,
      Route0: guarded(Route0),
      Route1: guarded(Route1),
      Function: functionResource(echo),
      AuthorizerFunction: functionResource(byToken, {
        Environment: { Variables: authorizer.EnableSimpleResponses ? { SIMPLE: '1' } : {} },
      }),
      Authorizer: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId: { Ref: 'Api' },
          Name: 'ByToken',
          AuthorizerType: 'REQUEST',
          IdentitySource: ['$request.header.Authorization'],
          AuthorizerUri: invocationUri('AuthorizerFunction'),
          AuthorizerPayloadFormatVersion: '2.0',
          ...authorizer,
        },
      },
    },
    Outputs: httpApiUrl,
  };
}

async function start(t: TestContext, ...[authorizer, integration]: Parameters<typeof templateOf>) {
  const { outputs } = await startTemplate(t, templateOf(authorizer, integration));
  return async (token?: string, options: { verb?: string; query?: string } = {}) => {
    const answer = await fetch(`${outputs.Url}/orders/1${options.query ?? ''}`, {
      method: options.verb ?? 'GET',
      headers: token === undefined ? {} : { authorization: token },
    });
    return { status: answer.status, body: await jsonOf(answer) };
  };
}

const simple = { EnableSimpleResponses: true };
const v1 = { AuthorizerPayloadFormatVersion: '1.0' };

behaviour(
  'without an identity source a request gets 401, and the authorizer is not called',
  { source: sources },
  async (t) => {
    const call = await start(t, simple);
    assert.deepEqual(await call(), { status: 401, body: { message: 'Unauthorized' } });
    assert.equal((await call('allow')).body.requestContext.authorizer.lambda.calls, 1);
  },
);

for (const [how, authorizer] of [
  ['a simple response', simple],
  ['a policy in format 2.0', {}],
  ['a policy in format 1.0', v1],
] as const) {
  behaviour(
    `${how} lets a caller through, or gives 403; one that cannot be read gives 500`,
    { source: responses },
    async (t) => {
      const call = await start(t, authorizer);
      assert.equal((await call('allow')).status, 200);
      assert.deepEqual(await call('deny'), { status: 403, body: { message: 'Forbidden' } });
      const failure = { status: 500, body: { message: 'Internal Server Error' } };
      assert.deepEqual(await call('malformed'), failure);
      assert.deepEqual(await call('broken'), failure);
    },
  );
}

behaviour('an authorizer gets payload format 2.0 as documented', { source: formats }, async (t) => {
  const call = await start(t, {
    ...simple,
    IdentitySource: ['$request.header.Authorization', '$request.querystring.user'],
  });
  const { body } = await call('allow', { query: '?user=123&a=1&a=2' });
  const { event } = body.requestContext.authorizer.lambda;
  assert.equal(event.version, '2.0');
  assert.equal(event.type, 'REQUEST');
  assert.equal(
    event.routeArn,
    `arn:aws:execute-api:us-east-1:000000000000:${body.requestContext.apiId}/$default/GET/orders/1`,
  );
  assert.deepEqual(event.identitySource, ['allow', '123']);
  assert.equal(event.routeKey, 'GET /orders/{id}');
  assert.equal(event.rawPath, '/orders/1');
  assert.equal(event.rawQueryString, 'user=123&a=1&a=2');
  assert.deepEqual(event.queryStringParameters, { user: '123', a: '1,2' });
  assert.deepEqual(event.pathParameters, { id: '1' });
  assert.deepEqual(event.stageVariables, { colour: 'blue' });
  assert.equal(event.requestContext.http.method, 'GET');
  assert.ok(!('body' in event) && !('isBase64Encoded' in event), 'no body');
});

behaviour('an authorizer gets payload format 1.0 as documented', { source: formats }, async (t) => {
  const call = await start(t, {
    ...v1,
    IdentitySource: ['$request.header.Authorization', '$request.querystring.user'],
  });
  const { body } = await call('allow', { query: '?user=123' });
  const { event } = body.requestContext.authorizer.lambda;
  assert.equal(event.version, '1.0');
  assert.equal(event.type, 'REQUEST');
  assert.match(event.methodArn, /:\w+\/\$default\/GET\/orders\/1$/);
  assert.equal(event.identitySource, 'allow,123');
  assert.equal(event.authorizationToken, 'allow,123');
  assert.equal(event.resource, '/orders/{id}');
  assert.equal(event.path, '/orders/1');
  assert.equal(event.httpMethod, 'GET');
  assert.deepEqual(event.queryStringParameters, { user: '123' });
  assert.deepEqual(event.pathParameters, { id: '1' });
  assert.equal(event.requestContext.stage, '$default');
});

behaviour(
  'the context reaches a handler under authorizer.lambda, in format 1.0 under authorizer itself',
  { source: responses },
  async (t) => {
    const call = await start(t, {});
    const { lambda } = (await call('allow')).body.requestContext.authorizer;
    assert.deepEqual([lambda.calls, lambda.tags], [1, ['a']]);
    const callV1 = await start(t, {}, { PayloadFormatVersion: '1.0' });
    const { authorizer } = (await callV1('allow')).body.requestContext;
    assert.deepEqual([authorizer.principalId, authorizer.calls], ['me', 1]);
  },
);

behaviour(
  'a cached answer is used for all routes with the same identity, unless $context.routeKey is an identity source',
  { source: caching },
  async (t) => {
    const ttl = { ...simple, AuthorizerResultTtlInSeconds: 300 };
    const calls = async (call: Awaited<ReturnType<typeof start>>, token: string, verb = 'GET') =>
      (await call(token, { verb })).body.requestContext.authorizer.lambda.calls;
    const cached = await start(t, ttl);
    assert.equal(await calls(cached, 'allow'), 1);
    assert.equal(await calls(cached, 'allow', 'PUT'), 1);
    assert.equal(await calls(cached, 'other'), 2);
    const perRoute = await start(t, {
      ...ttl,
      IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
    });
    assert.equal(await calls(perRoute, 'allow'), 1);
    assert.equal(await calls(perRoute, 'allow', 'PUT'), 2);
    const uncached = await start(t, simple);
    assert.equal(await calls(uncached, 'allow'), 1);
    assert.equal(await calls(uncached, 'allow'), 2);
  },
);

for (const [what, properties, problem] of [
  ['a simple response of format 1.0', { ...v1, ...simple }, /needs AuthorizerPayloadFormatVersion 2\.0/],
  [
    'a cache without identity',
    { IdentitySource: [], AuthorizerResultTtlInSeconds: 9 },
    /needs an IdentitySource/,
  ],
  ['a TTL above an hour', { AuthorizerResultTtlInSeconds: 3601 }, /at most 3600/],
] as const) {
  behaviour(`an authorizer with ${what} is refused`, { source: page }, async (t) => {
    await assert.rejects(startCloud({ assembly: writeAssembly(t, templateOf(properties)) }), problem);
  });
}
