import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { echo, restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { functionResource } from '../../testing/templates.ts';
import { Watch } from '../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);
const proxyPage =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html';
const responsesPage =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html';

const fn = functionResource(echo);

behaviour(
  'a resource’s own path comes before a variable, that before a greedy variable',
  { source: proxyPage },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...restApi([
          { verb: 'ANY', path: '/' },
          { verb: 'ANY', path: '/{proxy+}' },
          { verb: 'GET', path: '/orders' },
          { verb: 'ANY', path: '/orders/{id}' },
          { verb: 'GET', path: '/orders/latest' },
          { verb: 'GET', path: '/orders/{id}/items/{item}' },
        ]),
      },
      Outputs: restApiUrl,
    });
    const rows = [
      ['', '/', null],
      ['/', '/', null],
      ['/orders', '/orders', null],
      ['/orders/7', '/orders/{id}', { id: '7' }],
      ['/orders/latest', '/orders/latest', null],
      ['/orders/7/items/a%20b', '/orders/{id}/items/{item}', { id: '7', item: 'a b' }],
      ['/orders/7/lines', '/{proxy+}', { proxy: 'orders/7/lines' }],
      ['/a/b', '/{proxy+}', { proxy: 'a/b' }],
    ] as const;
    for (const [path, resource, pathParameters] of rows) {
      const event = await jsonOf(fetch(cloud.outputs.RestUrl + path));
      assert.equal(event.resource, resource, path);
      assert.deepEqual(event.pathParameters, pathParameters, path);
    }
  },
);

behaviour(
  'a path or verb that the API does not have gets 403 Missing Authentication Token',
  { source: responsesPage },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: { Function: fn, ...restApi([{ verb: 'GET', path: '/orders' }]) },
      Outputs: restApiUrl,
    });
    const watch = new Watch(cloud);
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['POST', '/orders'],
      ['GET', ''],
      ['GET', '/orders/7'],
    ] as const) {
      const response = await fetch(cloud.outputs.RestUrl + path, { method });
      assert.equal(response.status, 403, `${method} ${path}`);
      assert.deepEqual(await jsonOf(response), { message: 'Missing Authentication Token' });
    }
    assert.equal(watch.of('invocation-started').length, 0);
  },
);

behaviour(
  'a path that names no stage gets 403 Forbidden',
  {
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html',
    fidelity: 'modelled',
    note: 'AWS does not document the answer; this is what callers see',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: { Function: fn, ...restApi([{ verb: 'GET', path: '/orders' }]) },
      Outputs: restApiUrl,
    });
    const response = await fetch(new URL('/orders', cloud.outputs.RestUrl));
    assert.equal(response.status, 403);
    assert.deepEqual(await jsonOf(response), { message: 'Forbidden' });
  },
);

behaviour(
  'a stage serves the methods that its deployment was made from',
  { source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html' },
  async (t) => {
    const resources = restApi([
      { verb: 'GET', path: '/old' },
      { verb: 'GET', path: '/new' },
    ]);
    const late = resources.RestResourcenewMethodGET as { Type: string };
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...resources,
        RestDeployment: {
          ...(resources.RestDeployment as { Type: string }),
          DependsOn: 'RestResourceoldMethodGET',
        },
        RestResourcenewMethodGET: { ...late, DependsOn: 'RestDeployment' },
      },
      Outputs: restApiUrl,
    });
    assert.equal((await fetch(`${cloud.outputs.RestUrl}/old`)).status, 200);
    assert.equal((await fetch(`${cloud.outputs.RestUrl}/new`)).status, 403);
  },
);

behaviour('a request body above 10 MB gets 413', { source: responsesPage }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: { Function: fn, ...restApi([{ verb: 'ANY', path: '/{proxy+}' }]) },
    Outputs: restApiUrl,
  });
  const response = await fetch(`${cloud.outputs.RestUrl}/x`, {
    method: 'POST',
    body: 'x'.repeat(10 * 1024 * 1024 + 1),
  });
  assert.equal(response.status, 413);
  assert.deepEqual(await jsonOf(response), { message: 'HTTP content length exceeded 10485760 bytes.' });
});

const notHere = [
  [
    'an authorizer',
    { AuthorizationType: 'COGNITO_USER_POOLS' },
    /only Lambda functions \(CUSTOM\) are supported/,
  ],
] as const;

for (const [what, properties, problem] of notHere) {
  behaviour(
    `${what} is refused before anything starts`,
    {
      source:
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-method.html',
      fidelity: 'differs',
      note: 'Not there; on AWS it is',
    },
    async (t) => {
      const resources = restApi([{ verb: 'GET', path: '/orders' }]);
      const method = resources.RestResourceordersMethodGET as { Type: string; Properties: object };
      await assert.rejects(
        startTemplate(t, {
          Resources: {
            Function: fn,
            ...resources,
            RestResourceordersMethodGET: { ...method, Properties: { ...method.Properties, ...properties } },
          },
        }),
        problem,
      );
    },
  );
}

behaviour(
  'a stage variable with other signs than AWS allows in its value is refused',
  {
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html',
  },
  async (t) => {
    const resources = restApi([{ verb: 'GET', path: '/orders' }], {
      stage: { Variables: { shop: 'a book' } },
    });
    await assert.rejects(
      startTemplate(t, { Resources: { Function: fn, ...resources } }),
      /the values of stage variables have at least one of letters, digits and/,
    );
  },
);
