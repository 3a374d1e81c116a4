import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { httpApi, httpApiUrl, invocationUri } from '../../../testing/gateway-templates.ts';
import { functionResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const source = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html';

const fn = functionResource(
  `exports.handler = async () => ({ statusCode: 200, headers: { 'access-control-allow-origin': 'https://of.the.function', 'access-control-x': '1', other: '2' }, body: 'x' });`,
);

const template = (CorsConfiguration: Record<string, unknown>) => ({
  Resources: { Function: fn, ...httpApi(['GET /orders'], {}, { api: { CorsConfiguration } }) },
  Outputs: httpApiUrl,
});

const page = 'https://www.example.com';

const corsHeaders = (response: Response) =>
  Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('access-control-')));

behaviour(
  'the gateway answers preflight requests by itself, without a route for OPTIONS',
  { source, fidelity: 'modelled', note: 'The status, 204, is what callers see; AWS does not document it' },
  async (t) => {
    const cloud = await startTemplate(
      t,
      template({
        AllowOrigins: [page],
        AllowMethods: ['GET', 'POST'],
        AllowHeaders: ['authorization', 'x-mine'],
        ExposeHeaders: ['date'],
        AllowCredentials: true,
        MaxAge: 300,
      }),
    );
    const watch = new Watch(cloud);
    const response = await fetch(`${cloud.outputs.Url}/orders`, {
      method: 'OPTIONS',
      headers: { origin: page, 'access-control-request-method': 'GET' },
    });
    assert.equal(response.status, 204);
    assert.deepEqual(corsHeaders(response), {
      'access-control-allow-origin': page,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,x-mine',
      'access-control-expose-headers': 'date',
      'access-control-allow-credentials': 'true',
      'access-control-max-age': '300',
    });
    assert.equal(watch.of('invocation-started').length, 0);
  },
);

behaviour('an OPTIONS request without the preflight’s headers is an ordinary one', { source }, async (t) => {
  const cloud = await startTemplate(t, template({ AllowOrigins: [page], AllowMethods: ['*'] }));
  const response = await fetch(`${cloud.outputs.Url}/orders`, {
    method: 'OPTIONS',
    headers: { origin: page },
  });
  assert.equal(response.status, 404);
});

behaviour('the configured CORS headers take the place of the function’s own', { source }, async (t) => {
  const cloud = await startTemplate(t, template({ AllowOrigins: [page], AllowMethods: ['GET'] }));
  const response = await fetch(`${cloud.outputs.Url}/orders`, { headers: { origin: page } });
  assert.deepEqual(corsHeaders(response), { 'access-control-allow-origin': page });
  assert.equal(response.headers.get('other'), '2');
  const without = await fetch(`${cloud.outputs.Url}/orders`);
  assert.deepEqual(corsHeaders(without), {});
});

behaviour(
  'an origin that is not allowed gets no CORS headers; https://* allows any that begins so',
  { source },
  async (t) => {
    const cloud = await startTemplate(t, template({ AllowOrigins: ['http://*'], AllowMethods: ['GET'] }));
    const get = (origin: string) => fetch(`${cloud.outputs.Url}/orders`, { headers: { origin } });
    assert.deepEqual(corsHeaders(await get('http://localhost:3000')), {
      'access-control-allow-origin': 'http://localhost:3000',
    });
    assert.deepEqual(corsHeaders(await get('https://localhost:3000')), {});
  },
);

behaviour(
  'only the origins that the API names, and this machine’s own, may call',
  {
    source,
    fidelity: 'differs',
    note: 'On AWS any page may send a request and the browser keeps the answer from it; here a page from elsewhere gets 403 unless AllowOrigins names it, also when * allows every origin',
  },
  async (t) => {
    const cloud = await startTemplate(t, template({ AllowOrigins: ['*'], AllowMethods: ['GET'] }));
    const get = (origin: string) => fetch(`${cloud.outputs.Url}/orders`, { headers: { origin } });
    const own = await get('http://localhost:3000');
    assert.equal(own.headers.get('access-control-allow-origin'), '*');
    assert.equal((await get(page)).status, 403);
  },
);

behaviour(
  'a preflight request needs what the authorizer of $default asks for, unless there is a route OPTIONS /{proxy+}',
  { source },
  async (t) => {
    const preflightOf = async (routeKeys: string[]) => {
      const CorsConfiguration = { AllowOrigins: [page], AllowMethods: ['GET'] };
      const api = httpApi(routeKeys, {}, { api: { CorsConfiguration } });
      const { outputs } = await startTemplate(t, {
        Resources: {
          ...api,
          Route0: {
            Type: 'AWS::ApiGatewayV2::Route',
            Properties: {
              ...api.Route0?.Properties,
              AuthorizationType: 'CUSTOM',
              AuthorizerId: { Ref: 'Authorizer' },
            },
          },
          Authorizer: {
            Type: 'AWS::ApiGatewayV2::Authorizer',
            Properties: {
              ApiId: { Ref: 'Api' },
              Name: 'ByToken',
              AuthorizerType: 'REQUEST',
              IdentitySource: ['$request.header.Authorization'],
              AuthorizerUri: invocationUri('Function'),
              AuthorizerPayloadFormatVersion: '2.0',
            },
          },
          Function: fn,
        },
        Outputs: httpApiUrl,
      });
      const { status } = await fetch(`${outputs.Url}/orders`, {
        method: 'OPTIONS',
        headers: { origin: page, 'access-control-request-method': 'GET' },
      });
      return status;
    };
    assert.equal(await preflightOf(['$default']), 401);
    assert.equal(await preflightOf(['$default', 'OPTIONS /{proxy+}']), 204);
  },
);
