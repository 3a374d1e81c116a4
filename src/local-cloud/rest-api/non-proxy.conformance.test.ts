import assert from 'node:assert/strict';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startTemplate } from '../testing/assembly.ts';
import { behavioursOf } from '../testing/behaviour.ts';
import { clientsOf } from '../testing/clients.ts';
import { restApi, restApiUrl } from '../testing/gateway-templates.ts';
import { jsonOf } from '../testing/http.ts';
import { functionResource, queueResource } from '../testing/templates.ts';
import { Watch } from '../testing/watch.ts';

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

const sqsPage =
  'https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/integrate-amazon-api-gateway-with-amazon-sqs-to-handle-asynchronous-rest-apis.html';

const queued = (more: Record<string, unknown> = {}) => ({
  Type: 'AWS',
  Uri: {
    'Fn::Join': [
      '',
      ['arn:aws:apigateway:us-east-1:sqs:path/000000000000/', { 'Fn::GetAtt': ['Queue', 'QueueName'] }],
    ],
  },
  RequestParameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
  RequestTemplates: { 'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)' },
  IntegrationResponses: [
    {
      StatusCode: '202',
      SelectionPattern: '200',
      ResponseTemplates: { 'application/json': '{"accepted":true}' },
    },
    { StatusCode: '500' },
  ],
  ...more,
});

behaviour(
  'an AWS integration with SQS sends a message, and no function runs',
  { source: sqsPage },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Queue: queueResource(),
        ...restApi([{ verb: 'POST', path: '/orders', integration: queued() }]),
      },
      Outputs: { ...restApiUrl, Queue: { Value: { Ref: 'Queue' } } },
    });
    const { sqs } = clientsOf(t, cloud);
    const body = '{"text":"a&b=c + d"}';
    const response = await fetch(`${cloud.outputs.RestUrl}/orders`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(response.status, 202);
    assert.deepEqual(await jsonOf(response), { accepted: true });
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: cloud.outputs.Queue }));
    assert.equal(Messages?.[0]?.Body, body);
  },
);

behaviour(
  'with passthrough NEVER, a content type without a template gets 415',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Queue: queueResource(),
        ...restApi([
          { verb: 'POST', path: '/orders', integration: queued({ PassthroughBehavior: 'NEVER' }) },
        ]),
      },
      Outputs: restApiUrl,
    });
    const response = await fetch(`${cloud.outputs.RestUrl}/orders`, {
      method: 'POST',
      body: '<order/>',
      headers: { 'content-type': 'application/xml' },
    });
    assert.equal(response.status, 415);
    assert.deepEqual(await jsonOf(response), { message: 'Unsupported Media Type' });
  },
);

behaviour(
  'a mapping template with directives is refused when the API is made',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html',
    fidelity: 'differs',
    note: 'Only references and functions of templates are there, besides the template that CDK writes for CORS; on AWS templates are programs in VTL',
  },
  async (t) => {
    await assert.rejects(
      startTemplate(t, {
        Resources: {
          Queue: queueResource(),
          ...restApi([
            {
              verb: 'POST',
              path: '/orders',
              integration: queued({ RequestTemplates: { 'application/json': '#set($a = 1) $a' } }),
            },
          ]),
        },
      }),
      /the directive #set is not supported in a mapping template/,
    );
  },
);
