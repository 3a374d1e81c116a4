import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { startFunction } from '../../../testing/lambda.ts';

const code = 'exports.handler = async (event) => event;';

/** The status of a request that only a stranger or a broken client would send. */
function statusOf(
  address: string,
  options: { path: string; method?: string; headers?: object; body?: string },
) {
  return new Promise<number | undefined>((resolve, reject) => {
    const { body, ...rest } = options;
    request(address, rest as object, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end(body);
  });
}

test('strangers and nonsense get a 4xx or 501, and the API goes on', async (t) => {
  const { cloud, invoke } = await startFunction(t, code);
  const { lambda } = cloud.endpoints;
  const invocations = '/2015-03-31/functions/Test-Function/invocations';
  assert.equal(await statusOf(lambda, { path: '/', headers: { host: 'evil.example' } }), 403);
  assert.equal(await statusOf(lambda, { path: '/', headers: { origin: 'https://evil.example' } }), 403);
  assert.equal(await statusOf(lambda, { path: '/nowhere' }), 501);
  assert.equal(await statusOf(lambda, { path: '/2015-03-31/functions/%E0%A4%A/configuration' }), 400);
  assert.equal(await statusOf(lambda, { path: invocations, method: 'POST', body: '{' }), 400);
  assert.equal(
    await statusOf(lambda, {
      path: invocations,
      method: 'POST',
      headers: { 'x-amz-invocation-type': 'Later' },
    }),
    400,
  );
  assert.equal(
    await statusOf(lambda, {
      path: invocations,
      method: 'POST',
      headers: { 'x-amz-client-context': 'no JSON' },
    }),
    400,
  );
  assert.equal(
    await statusOf(lambda, {
      path: '/2017-10-31/functions/Test-Function/concurrency',
      method: 'PUT',
      body: '{"ReservedConcurrentExecutions":-1}',
    }),
    400,
  );
  assert.deepEqual((await invoke({ a: 1 })).payload, { a: 1 });
});

test('a caller that hangs up leaves the function running to its end', async (t) => {
  const { cloud, eventually } = await startFunction(
    t,
    'exports.handler = async () => new Promise((r) => setTimeout(r, 200));',
  );
  const call = request(cloud.endpoints.lambda, {
    path: '/2015-03-31/functions/Test-Function/invocations',
    method: 'POST',
  });
  call.on('error', () => {});
  call.end('{}');
  await eventually((event) => event.type === 'invocation-started');
  call.destroy();
  const ended = await eventually((event) => event.type === 'invocation-ended');
  assert.ok(ended.type === 'invocation-ended' && ended.outcome === 'succeeded');
});
