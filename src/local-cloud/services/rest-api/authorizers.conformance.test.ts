import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { startCloud } from '../../index.ts';
import { startTemplate, writeAssembly } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { echo, invocationUri, restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const configuring = `${guide}/configure-api-gateway-lambda-authorization.html`;
const using = `${guide}/apigateway-use-lambda-authorizer.html`;
const input = `${guide}/api-gateway-lambda-authorizer-input.html`;
const output = `${guide}/api-gateway-lambda-authorizer-output.html`;

/** Answers as its token says; the context tells how often it was called, and with what. */
const byToken = `let calls = 0;
  exports.handler = async (event) => {
    calls += 1;
    const token = event.authorizationToken ?? event.headers.Authorization ?? event.queryStringParameters.token;
    if (token === 'unauthorized') throw new Error('Unauthorized');
    if (token === 'broken') throw new Error('no database');
    if (token === 'condition') {
      const document = policy('Allow', '*');
      document.Statement[0].Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
      return { principalId: 'me', policyDocument: document };
    }
    if (token === 'malformed') return { policyDocument: 'none' };
    if (token === 'nested') return { principalId: 'me', policyDocument: policy('Allow', '*'), context: { list: [1] } };
    if (token === 'elsewhere') return { principalId: 'me', policyDocument: policy('Allow', event.methodArn + 's') };
    if (token === 'only-this') return { principalId: 'me', policyDocument: policy('Allow', event.methodArn), context: { calls } };
    return {
      principalId: 'me',
      policyDocument: policy(token === 'deny' ? 'Deny' : 'Allow', '*'),
      context: { calls, admin: true, name: 'Ada', event: JSON.stringify(event) },
    };
  };
  const policy = (Effect, Resource) => ({ Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] });`;

const method = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } };

const templateOf = (authorizer: Record<string, unknown>) => ({
  Resources: {
    Function: functionResource(echo),
    AuthorizerFunction: functionResource(byToken),
    Authorizer: {
      Type: 'AWS::ApiGateway::Authorizer',
      Properties: {
        RestApiId: { Ref: 'Rest' },
        Name: 'ByToken',
        Type: 'TOKEN',
        IdentitySource: 'method.request.header.Authorization',
        AuthorizerUri: invocationUri('AuthorizerFunction'),
        ...authorizer,
      },
    },
    ...restApi(
      [
        { verb: 'GET', path: '/orders/{id}', method },
        { verb: 'PUT', path: '/orders/{id}', method },
      ],
      { stage: { Variables: { colour: 'blue' } } },
    ),
  },
  Outputs: restApiUrl,
});

async function start(t: TestContext, authorizer: Record<string, unknown> = {}) {
  const { outputs } = await startTemplate(t, templateOf(authorizer));
  return async (token?: string, options: { verb?: string; query?: string } = {}) => {
    const answer = await fetch(`${outputs.RestUrl}/orders/1${options.query ?? ''}`, {
      method: options.verb ?? 'GET',
      headers: token === undefined ? {} : { Authorization: token },
    });
    return { status: answer.status, body: await jsonOf(answer) };
  };
}

const explicit = 'User is not authorized to access this resource with an explicit deny';

behaviour(
  'without its token a request gets 401, and the authorizer is not called',
  { source: configuring },
  async (t) => {
    const call = await start(t, { AuthorizerResultTtlInSeconds: 0 });
    assert.deepEqual(await call(), { status: 401, body: { message: 'Unauthorized' } });
    assert.equal((await call('allow')).body.requestContext.authorizer.calls, '1');
  },
);

const refusals: [token: string, status: number, body: object, why: string][] = [
  ['deny', 403, { Message: explicit }, 'its policy denies'],
  [
    'elsewhere',
    403,
    { Message: 'User is not authorized to access this resource' },
    'its policy does not allow',
  ],
  ['unauthorized', 401, { message: 'Unauthorized' }, 'its function fails with the message Unauthorized'],
  ['broken', 500, { message: null }, 'its function fails'],
  ['malformed', 500, { message: null }, 'it gives no policy'],
  ['nested', 500, { message: null }, 'its context holds a list'],
];
for (const [token, status, body, why] of refusals) {
  behaviour(`an authorizer answers ${status} when ${why}`, { source: output }, async (t) => {
    const call = await start(t);
    assert.deepEqual(await call(token), { status, body });
  });
}

behaviour(
  'the context of an authorizer reaches the handler, its values as text, with the principal',
  { source: output },
  async (t) => {
    const call = await start(t);
    const { authorizer } = (await call('allow')).body.requestContext;
    const { event, ...context } = authorizer;
    assert.deepEqual(context, { principalId: 'me', calls: '1', admin: 'true', name: 'Ada' });
  },
);

behaviour('a TOKEN authorizer gets type, token and method ARN', { source: input }, async (t) => {
  const call = await start(t);
  const { body } = await call('allow');
  assert.deepEqual(JSON.parse(body.requestContext.authorizer.event), {
    type: 'TOKEN',
    authorizationToken: 'allow',
    methodArn: `arn:aws:execute-api:us-east-1:000000000000:${body.requestContext.apiId}/prod/GET/orders/1`,
  });
});

behaviour(
  'a token that does not match the validation expression gets 401',
  { source: configuring },
  async (t) => {
    const call = await start(t, { IdentityValidationExpression: 'Bearer \\w+' });
    assert.equal((await call('allow')).status, 401);
    assert.equal((await call('Bearer allow')).status, 200);
    assert.equal((await call('Bearer allow now')).status, 401);
  },
);

behaviour(
  'a REQUEST authorizer gets the request without its body, as documented',
  { source: input },
  async (t) => {
    const call = await start(t, {
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization, method.request.querystring.token',
    });
    assert.equal((await call('allow')).status, 401, 'the second source is missing');
    const { body } = await call('allow', { query: '?token=x&token=y' });
    const event = JSON.parse(body.requestContext.authorizer.event);
    assert.equal(event.type, 'REQUEST');
    assert.match(event.methodArn, /:execute-api:us-east-1:000000000000:\w+\/prod\/GET\/orders\/1$/);
    assert.equal(event.resource, '/orders/{id}');
    assert.equal(event.path, '/orders/1');
    assert.equal(event.httpMethod, 'GET');
    assert.equal(event.headers.Authorization, 'allow');
    assert.deepEqual(event.queryStringParameters, { token: 'y' });
    assert.deepEqual(event.pathParameters, { id: '1' });
    assert.deepEqual(event.stageVariables, { colour: 'blue' });
    for (const name of [
      'path',
      'accountId',
      'resourceId',
      'stage',
      'requestId',
      'identity',
      'resourcePath',
      'httpMethod',
      'apiId',
    ])
      assert.ok(name in event.requestContext, name);
    assert.ok(!('body' in event), 'no body');
  },
);

behaviour(
  'a cached policy is used for every method until its TTL ends, by what it says of each',
  { source: using },
  async (t) => {
    const call = await start(t);
    assert.equal((await call('allow')).body.requestContext.authorizer.calls, '1');
    assert.equal((await call('allow', { verb: 'PUT' })).body.requestContext.authorizer.calls, '1');
    assert.equal((await call('other')).body.requestContext.authorizer.calls, '2');
    assert.equal((await call('only-this')).status, 200);
    assert.equal((await call('only-this', { verb: 'PUT' })).status, 403);
  },
);

behaviour('with a TTL of 0 an authorizer is called for each request', { source: using }, async (t) => {
  const call = await start(t, { AuthorizerResultTtlInSeconds: 0 });
  await call('allow');
  assert.equal((await call('allow')).body.requestContext.authorizer.calls, '2');
});

behaviour(
  'UNAUTHORIZED and ACCESS_DENIED can be customized as gateway responses',
  { source: `${guide}/supported-gateway-response-types.html` },
  async (t) => {
    const template = templateOf({});
    const custom = (ResponseType: string, StatusCode: string) => ({
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: {
        RestApiId: { Ref: 'Rest' },
        ResponseType,
        StatusCode,
        ResponseTemplates: { 'application/json': '{"type":"$context.error.responseType"}' },
      },
    });
    const { outputs } = await startTemplate(t, {
      ...template,
      Resources: {
        ...template.Resources,
        Unknown: custom('UNAUTHORIZED', '418'),
        Denied: custom('ACCESS_DENIED', '404'),
      },
    });
    const get = (headers: Record<string, string>) => fetch(`${outputs.RestUrl}/orders/1`, { headers });
    const unknown = await get({});
    assert.equal(unknown.status, 418);
    assert.deepEqual(await unknown.json(), { type: 'UNAUTHORIZED' });
    const denied = await get({ Authorization: 'deny' });
    assert.equal(denied.status, 404);
    assert.deepEqual(await denied.json(), { type: 'ACCESS_DENIED' });
  },
);

for (const [what, properties, problem] of [
  ['a TOKEN authorizer without a header', { IdentitySource: 'context.path' }, /needs one IdentitySource/],
  ['a cache without identity', { Type: 'REQUEST', IdentitySource: '' }, /AuthorizerResultTtlInSeconds 0/],
  ['a TTL above an hour', { AuthorizerResultTtlInSeconds: 3601 }, /at most 3600/],
] as const) {
  behaviour(
    `${what} is refused`,
    { source: `${guide.replace('developerguide', 'api')}/API_CreateAuthorizer.html` },
    async (t) => {
      await assert.rejects(startCloud({ assembly: writeAssembly(t, templateOf(properties)) }), problem);
    },
  );
}

behaviour(
  'a policy with a condition is refused, with the reason, when it comes',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html',
    fidelity: 'differs',
    note: 'The caller gets 501; on AWS the condition decides',
  },
  async (t) => {
    const call = await start(t);
    const { status, body } = await call('condition');
    assert.equal(status, 501);
    assert.match(body.message, /policy has a Condition, which the local cloud does not evaluate\. Decide in/);
  },
);
