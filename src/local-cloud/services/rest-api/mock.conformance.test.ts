import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);

/** As CDK’s `addCorsPreflight` writes it for several origins. */
const preflight = {
  Type: 'MOCK',
  RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
  IntegrationResponses: [
    {
      StatusCode: '204',
      ResponseParameters: {
        'method.response.header.Access-Control-Allow-Headers': "'Content-Type,X-Mine'",
        'method.response.header.Access-Control-Allow-Origin': "'http://localhost:3000'",
        'method.response.header.Vary': "'Origin'",
        'method.response.header.Access-Control-Allow-Methods': "'OPTIONS,GET'",
      },
      ResponseTemplates: {
        'application/json':
          '#set($origin = $input.params().header.get("Origin"))\n#if($origin == "")\n  #set($origin = $input.params().header.get("origin"))\n#end\n#if($origin == "http://localhost:4000" || $origin == "http://127.0.0.1:5000")\n  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)\n#end',
      },
    },
  ],
};

behaviour(
  'a MOCK integration answers preflight requests as CDK’s addCorsPreflight sets it up',
  { source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html' },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: restApi([{ verb: 'OPTIONS', path: '/orders', integration: preflight }]),
      Outputs: restApiUrl,
    });
    const ask = (origin: string) =>
      fetch(`${cloud.outputs.RestUrl}/orders`, { method: 'OPTIONS', headers: { origin } });
    const first = await ask('http://localhost:3000');
    assert.equal(first.status, 204);
    assert.equal(first.headers.get('access-control-allow-origin'), 'http://localhost:3000');
    assert.equal(first.headers.get('access-control-allow-headers'), 'Content-Type,X-Mine');
    assert.equal(first.headers.get('access-control-allow-methods'), 'OPTIONS,GET');
    assert.equal(first.headers.get('vary'), 'Origin');
    const second = await ask('http://127.0.0.1:5000');
    assert.equal(second.headers.get('access-control-allow-origin'), 'http://127.0.0.1:5000');
    const other = await ask('http://localhost:9');
    assert.equal(other.headers.get('access-control-allow-origin'), 'http://localhost:3000');
  },
);

behaviour(
  'a MOCK integration chooses its response by the status that the request template gives',
  { source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html' },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: restApi([
        {
          verb: 'GET',
          path: '/orders',
          integration: {
            Type: 'MOCK',
            RequestTemplates: { 'application/json': `{"statusCode": $input.params('status')}` },
            IntegrationResponses: [
              { StatusCode: '200', ResponseTemplates: { 'application/json': '{"ok":true}' } },
              {
                StatusCode: '503',
                SelectionPattern: '5\\d{2}',
                ResponseTemplates: { 'application/json': '{"id":"$context.requestId"}' },
              },
            ],
          },
        },
      ]),
      Outputs: restApiUrl,
    });
    const fine = await fetch(`${cloud.outputs.RestUrl}/orders?status=200`);
    assert.equal(fine.status, 200);
    assert.deepEqual(await jsonOf(fine), { ok: true });
    const failed = await fetch(`${cloud.outputs.RestUrl}/orders?status=500`);
    assert.equal(failed.status, 503);
    assert.equal((await jsonOf(failed)).id, failed.headers.get('x-amzn-requestid'));
  },
);
