import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { httpApi, httpApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const source = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html';

const fn = functionResource(`exports.handler = async () => 'served';`);

/** So slow that no token comes in while a test runs. */
const aBurst = (ThrottlingBurstLimit: number) => ({ ThrottlingBurstLimit, ThrottlingRateLimit: 0.01 });

const statuses = (url: string, count: number) =>
  Promise.all(Array.from({ length: count }, async () => (await fetch(url)).status));

const count = (all: number[], status: number) => all.filter((each) => each === status).length;

behaviour(
  'a stage lets its burst through and answers the rest 429 Too Many Requests, without invoking anything',
  { source },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...httpApi(['GET /orders'], {}, { stage: { DefaultRouteSettings: aBurst(3) } }),
      },
      Outputs: httpApiUrl,
    });
    const watch = new Watch(cloud);
    const all = await statuses(`${cloud.outputs.Url}/orders`, 8);
    assert.equal(count(all, 200), 3);
    assert.equal(count(all, 429), 5);
    assert.equal(watch.of('invocation-started').length, 3);
    const refused = await fetch(`${cloud.outputs.Url}/orders`);
    assert.deepEqual(await jsonOf(refused), { message: 'Too Many Requests' });
  },
);

behaviour('a route’s own limits take the place of the stage’s', { source }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: {
      Function: fn,
      ...httpApi(
        ['GET /orders', 'POST /orders'],
        {},
        { stage: { DefaultRouteSettings: aBurst(1), RouteSettings: { 'POST /orders': aBurst(2) } } },
      ),
    },
    Outputs: httpApiUrl,
  });
  const post = async () => (await fetch(`${cloud.outputs.Url}/orders`, { method: 'POST' })).status;
  assert.deepEqual([await post(), await post(), await post()], [200, 200, 429]);
  const all = await statuses(`${cloud.outputs.Url}/orders`, 2);
  assert.equal(count(all, 429), 1);
});

behaviour('tokens come in at the rate that is set', { source }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: {
      Function: fn,
      ...httpApi(
        ['GET /orders'],
        {},
        { stage: { DefaultRouteSettings: { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 20 } } },
      ),
    },
    Outputs: httpApiUrl,
  });
  const started = performance.now();
  let served = 0;
  while (served < 5) served += (await fetch(`${cloud.outputs.Url}/orders`)).status === 200 ? 1 : 0;
  // The first takes the token that is there; each of the others waits for one of its own.
  assert.ok(performance.now() - started >= 4 * 50 - 1);
});

behaviour(
  'all APIs of the account share one throttle',
  { source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html' },
  async (t) => {
    const cloud = await startTemplate(
      t,
      { Resources: { Function: fn, ...httpApi(['GET /a', 'GET /b']) }, Outputs: httpApiUrl },
      { apiGatewayThrottle: { ratePerSecond: 0.01, burst: 4 } },
    );
    const all = [
      ...(await statuses(`${cloud.outputs.Url}/a`, 3)),
      ...(await statuses(`${cloud.outputs.Url}/b`, 3)),
    ];
    assert.equal(count(all, 200), 4);
    assert.equal(count(all, 429), 2);
  },
);
