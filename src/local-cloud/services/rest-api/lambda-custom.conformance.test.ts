import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { functionResource } from '../../testing/templates.ts';
import { Watch } from '../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);

const asyncPage =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html';

const asynchronous = (invocationType: string) => ({
  Type: 'AWS',
  RequestParameters: { 'integration.request.header.X-Amz-Invocation-Type': invocationType },
  IntegrationResponses: [{ StatusCode: '202' }],
});

const slow = functionResource(
  `exports.handler = async (event) => { await new Promise((resolve) => setTimeout(resolve, 300)); return { got: event }; };`,
);

behaviour(
  'with X-Amz-Invocation-Type Event the caller is answered before the function has run',
  { source: asyncPage },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: slow,
        ...restApi([{ verb: 'POST', path: '/orders', integration: asynchronous("'Event'") }]),
      },
      Outputs: restApiUrl,
    });
    const watch = new Watch(cloud);
    const response = await fetch(`${cloud.outputs.RestUrl}/orders`, {
      method: 'POST',
      body: '{"order":1}',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(response.status, 202);
    assert.equal(await response.text(), '');
    assert.equal(watch.of('invocation-ended').length, 0);
    const [ended] = await watch.first('invocation-ended');
    assert.equal(ended?.outcome, 'succeeded');
  },
);

behaviour('the caller may choose the invocation type by a header', { source: asyncPage }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: {
      Function: slow,
      ...restApi([
        { verb: 'POST', path: '/orders', integration: asynchronous('method.request.header.InvocationType') },
      ]),
    },
    Outputs: restApiUrl,
  });
  const post = (type: string) =>
    fetch(`${cloud.outputs.RestUrl}/orders`, {
      method: 'POST',
      body: '{"order":1}',
      headers: { 'content-type': 'application/json', invocationtype: type },
    });
  assert.deepEqual(await jsonOf(post('RequestResponse')), { got: { order: 1 } });
  assert.equal(await (await post('Event')).text(), '');
});

behaviour(
  'without proxy, a function’s error is a success unless a pattern fits its message',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: functionResource(`exports.handler = async ({ message }) => { throw new Error(message); };`),
        ...restApi([
          {
            verb: 'POST',
            path: '/orders',
            integration: {
              Type: 'AWS',
              RequestTemplates: { 'application/json': `{"message": $input.json('$.why')}` },
              IntegrationResponses: [
                { StatusCode: '200' },
                {
                  StatusCode: '400',
                  SelectionPattern: 'Malformed.*',
                  ResponseTemplates: { 'application/json': `{"told":"$input.path('$.errorMessage')"}` },
                },
              ],
            },
          },
        ]),
      },
      Outputs: restApiUrl,
    });
    const post = (why: string) =>
      fetch(`${cloud.outputs.RestUrl}/orders`, {
        method: 'POST',
        body: JSON.stringify({ why }),
        headers: { 'content-type': 'application/json' },
      });
    const mapped = await post('Malformed input');
    assert.equal(mapped.status, 400);
    assert.deepEqual(await jsonOf(mapped), { told: 'Malformed input' });
    const unmapped = await post('Something else');
    assert.equal(unmapped.status, 200);
    assert.equal((await jsonOf(unmapped)).errorMessage, 'Something else');
  },
);

behaviour(
  'without proxy, a body that is no JSON is refused by Lambda with 400, and no function runs',
  {
    source: 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html',
    fidelity: 'modelled',
    note: 'That Lambda refuses it with 400 is documented; that the caller gets this 400 is what callers record',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: slow,
        ...restApi([{ verb: 'POST', path: '/orders', integration: asynchronous("'Event'") }]),
      },
      Outputs: restApiUrl,
    });
    const watch = new Watch(cloud);
    const response = await fetch(`${cloud.outputs.RestUrl}/orders`, {
      method: 'POST',
      body: '{"order":',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(response.status, 400);
    assert.match((await jsonOf(response)).message, /^Could not parse request body into json/);
    assert.equal(watch.of('invocation-started').length, 0);
  },
);
