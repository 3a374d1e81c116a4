import assert from 'node:assert/strict';
import type { TemplateResource } from '../../template/template.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);
const throttling =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html';
const customizing =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html';

const fn = functionResource(
  `exports.handler = async ({ path }) => { if (path === '/fail') throw new Error('no'); return { statusCode: 200, body: 'served' }; };`,
  { ReservedConcurrentExecutions: 10 },
);

const limit = (ResourcePath: string, HttpMethod: string, ThrottlingBurstLimit: number) => ({
  ResourcePath,
  HttpMethod,
  ThrottlingBurstLimit,
  ThrottlingRateLimit: 0.01,
});

behaviour(
  'a stage throttles each method by its own bucket, as set for the method, its path, or all',
  { source: throttling },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...restApi(
          [
            { verb: 'GET', path: '/orders' },
            { verb: 'POST', path: '/orders' },
            { verb: 'GET', path: '/orders/{id}' },
          ],
          {
            stage: {
              MethodSettings: [
                limit('/*', '*', 1),
                limit('/~1orders', 'GET', 3),
                limit('/~1orders~1{id}', '*', 2),
              ],
            },
          },
        ),
      },
      Outputs: restApiUrl,
    });
    const served = async (method: string, path: string) => {
      let count = 0;
      for (let call = 0; call < 5; call += 1) {
        const { status } = await fetch(cloud.outputs.RestUrl + path, { method });
        if (status === 200) count += 1;
        else assert.equal(status, 429);
      }
      return count;
    };
    assert.equal(await served('GET', '/orders'), 3);
    assert.equal(await served('POST', '/orders'), 1);
    assert.equal(await served('GET', '/orders/7'), 2);
    const refused = await fetch(`${cloud.outputs.RestUrl}/orders`);
    assert.deepEqual(await jsonOf(refused), { message: 'Too Many Requests' });
  },
);

const customized = (ResponseType: string, properties: Record<string, unknown>): TemplateResource => ({
  Type: 'AWS::ApiGateway::GatewayResponse',
  Properties: { RestApiId: { Ref: 'Rest' }, ResponseType, ...properties },
});

behaviour(
  'a gateway response changes status, headers and body of an answer of the gateway’s own',
  { source: customizing },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...restApi([{ verb: 'GET', path: '/orders' }]),
        Missing: customized('MISSING_AUTHENTICATION_TOKEN', {
          StatusCode: 404,
          ResponseParameters: {
            'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
            'gatewayresponse.header.X-Asked': 'method.request.header.x-ask',
          },
          ResponseTemplates: {
            'application/json':
              '{"message":$context.error.messageString,"type":"$context.error.responseType","stage":"$context.stage"}',
          },
        }),
      },
      Outputs: restApiUrl,
    });
    const response = await fetch(`${cloud.outputs.RestUrl}/nowhere`, { headers: { 'x-ask': 'me' } });
    assert.equal(response.status, 404);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('x-asked'), 'me');
    assert.deepEqual(await jsonOf(response), {
      message: 'Missing Authentication Token',
      type: 'MISSING_AUTHENTICATION_TOKEN',
      stage: 'prod',
    });
  },
);

behaviour(
  'DEFAULT_5XX customizes every answer of 500 and more that has no customization of its own',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...restApi([{ verb: 'GET', path: '/{proxy+}' }]),
        Default: customized('DEFAULT_5XX', {
          StatusCode: 429,
          ResponseParameters: { 'gatewayresponse.header.Retry-After': "'1'" },
        }),
      },
      Outputs: restApiUrl,
    });
    const failed = await fetch(`${cloud.outputs.RestUrl}/fail`);
    assert.equal(failed.status, 429);
    assert.equal(failed.headers.get('retry-after'), '1');
    assert.deepEqual(await jsonOf(failed), { message: 'Internal server error' });
    assert.equal((await fetch(`${cloud.outputs.RestUrl}/fine`)).status, 200);
  },
);

behaviour(
  'a body template with a variable that is not there is refused when the API is made',
  {
    source: customizing,
    fidelity: 'differs',
    note: 'AWS leaves out what it does not know',
  },
  async (t) => {
    await assert.rejects(
      startTemplate(t, {
        Resources: {
          Function: fn,
          ...restApi([{ verb: 'GET', path: '/' }]),
          Wrong: customized('THROTTLED', {
            ResponseTemplates: { 'application/json': '$context.authorizer.x' },
          }),
        },
      }),
      /\$context\.authorizer\.x is not supported in a gateway response/,
    );
  },
);
