import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { echo, httpApi, httpApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const source = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html';

const fn = functionResource(echo);

behaviour(
  'the most specific route wins: a full match, then a greedy variable, then $default',
  { source },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...httpApi([
          '$default',
          'ANY /{proxy+}',
          'GET /pets/{proxy+}',
          'GET /pets/dog/{id}',
          'GET /pets/dog/1',
          'ANY /pets/dog/1',
        ]),
      },
      Outputs: httpApiUrl,
    });
    const rows = [
      ['GET', '/pets/dog/1', 'GET /pets/dog/1', undefined],
      ['POST', '/pets/dog/1', 'ANY /pets/dog/1', undefined],
      ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
      ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
      ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
      ['GET', '/', '$default', undefined],
    ] as const;
    for (const [method, path, routeKey, pathParameters] of rows) {
      const response = await fetch(cloud.outputs.Url + path, { method });
      const event = await jsonOf(response);
      assert.equal(event.routeKey, routeKey, `${method} ${path}`);
      assert.deepEqual(event.pathParameters, pathParameters, `${method} ${path}`);
    }
  },
);

behaviour('a request that no route matches gets 404 Not Found', { source }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: { Function: fn, ...httpApi(['GET /orders', 'GET /orders/{id}']) },
    Outputs: httpApiUrl,
  });
  for (const [method, path] of [
    ['GET', '/'],
    ['POST', '/orders'],
    ['GET', '/orders/1/items'],
    ['GET', '/Orders'],
  ] as const) {
    const response = await fetch(cloud.outputs.Url + path, { method });
    assert.equal(response.status, 404, `${method} ${path}`);
    assert.deepEqual(await jsonOf(response), { message: 'Not Found' });
  }
});

behaviour('path parameters reach the function decoded', { source }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: { Function: fn, ...httpApi(['GET /orders/{id}']) },
    Outputs: httpApiUrl,
  });
  const event = await jsonOf(fetch(`${cloud.outputs.Url}/orders/a%20b%2Fc`));
  assert.deepEqual(event.pathParameters, { id: 'a b/c' });
});

behaviour(
  'a path that ends in a slash is another path, which only a greedy variable takes',
  { source: 'https://github.com/storacha/w3infra/pull/166' },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: { Function: fn, ...httpApi(['GET /orders', 'GET /orders/{id}', 'GET /carts/{proxy+}']) },
      Outputs: httpApiUrl,
    });
    for (const path of ['/orders/', '/orders/1/', '/carts']) {
      const response = await fetch(cloud.outputs.Url + path);
      assert.equal(response.status, 404, path);
      assert.deepEqual(await jsonOf(response), { message: 'Not Found' });
    }
    const event = await jsonOf(fetch(`${cloud.outputs.Url}/carts/`));
    assert.equal(event.routeKey, 'GET /carts/{proxy+}');
    assert.equal(event.rawPath, '/carts/');
  },
);
