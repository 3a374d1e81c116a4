import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { echo, httpApi, httpApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const source = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html';

behaviour(
  'request parameters append, overwrite and remove headers and query parameters, and overwrite the path',
  { source },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: functionResource(echo),
        ...httpApi(
          ['POST /orders/{id}'],
          {
            RequestParameters: {
              'append:header.x-list': '$request.header.x-from',
              // biome-ignore lint/suspicious/noTemplateCurlyInString: API Gateway’s own syntax
              'overwrite:header.x-order': '${request.path.id} of ${stageVariables.shop}',
              'remove:header.x-secret': "''",
              'overwrite:querystring.sku': '$request.body.items[0].sku',
              'append:querystring.tag': 'mapped',
              'remove:querystring.debug': "''",
              'overwrite:path': '/elsewhere',
              'append:header.x-request': '$context.requestId',
              'append:header.x-absent': '$request.header.nowhere',
            },
          },
          { stage: { StageVariables: { shop: 'books' } } },
        ),
      },
      Outputs: httpApiUrl,
    });
    const response = await fetch(`${cloud.outputs.Url}/orders/7?tag=sent&debug=1&sku=none`, {
      method: 'POST',
      headers: { 'x-list': 'one', 'x-from': 'two', 'x-order': 'mine', 'x-secret': 'hidden' },
      body: JSON.stringify({ items: [{ sku: 'a-1' }] }),
    });
    const event = await jsonOf(response);
    assert.equal(event.headers['x-list'], 'one,two');
    assert.equal(event.headers['x-order'], '7 of books');
    assert.equal(event.headers['x-secret'], undefined);
    assert.equal(event.headers['x-request'], event.requestContext.requestId);
    assert.equal(event.headers['x-absent'], undefined);
    assert.deepEqual(event.queryStringParameters, { tag: 'sent,mapped', sku: 'a-1' });
    assert.equal(event.rawPath, '/elsewhere');
    assert.equal(event.routeKey, 'POST /orders/{id}');
  },
);

behaviour(
  'response parameters change status and headers of the responses with the status that they name',
  { source },
  async (t) => {
    const change = (Destination: string, Source: string) => ({ Destination, Source });
    const cloud = await startTemplate(t, {
      Resources: {
        Function: functionResource(
          `exports.handler = async ({ queryStringParameters: { status } }) => ({ statusCode: Number(status), headers: { one: '1', two: '2' }, body: JSON.stringify({ code: 'E7' }) });`,
        ),
        ...httpApi(['GET /'], {
          ResponseParameters: {
            500: {
              ResponseParameters: [
                change('overwrite:statuscode', '403'),
                change('append:header.one', '$response.header.two'),
                change('overwrite:header.code', '$response.body.code'),
                change('remove:header.two', "''"),
              ],
            },
          },
        }),
      },
      Outputs: httpApiUrl,
    });
    const changed = await fetch(`${cloud.outputs.Url}/?status=500`);
    assert.equal(changed.status, 403);
    assert.equal(changed.headers.get('one'), '1, 2');
    assert.equal(changed.headers.get('code'), 'E7');
    assert.equal(changed.headers.get('two'), null);
    const other = await fetch(`${cloud.outputs.Url}/?status=200`);
    assert.equal(other.status, 200);
    assert.equal(other.headers.get('two'), '2');
  },
);

const refused = [
  ['overwrite:header.Authorization', 'x', /the header Authorization is reserved/],
  ['append:header.x-amzn-thing', 'x', /reserved/],
  ['append:path', '/x', /append:path is not supported/],
  ['overwrite:header.a', '$request.body..deep', /JSONPath/],
  ['overwrite:header.a', '$context.nowhere', /\$context\.nowhere is not supported/],
] as const;

for (const [name, value, problem] of refused) {
  behaviour(
    `the request parameter ${name}: ${value} is refused when the API is made`,
    { source },
    async (t) => {
      await assert.rejects(
        startTemplate(t, {
          Resources: {
            Function: functionResource(echo),
            ...httpApi(['$default'], { RequestParameters: { [name]: value } }),
          },
        }),
        problem,
      );
    },
  );
}

behaviour(
  '$context.integrationErrorMessage tells a response mapping what went wrong in the function',
  {
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html',
    fidelity: 'modelled',
    note: 'The variable is documented, the texts are not: that of a function’s error is as users have recorded it',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: functionResource(
          `exports.handler = async ({ rawPath }) => { if (rawPath === '/fine') return { statusCode: 200 }; throw new Error('no stock'); };`,
        ),
        ...httpApi(['$default'], {
          ResponseParameters: Object.fromEntries(
            ['200', '500', '502'].map((status) => [
              status,
              {
                ResponseParameters: [
                  { Destination: 'overwrite:header.x-why', Source: '$context.integrationErrorMessage' },
                ],
              },
            ]),
          ),
        }),
      },
      Outputs: httpApiUrl,
    });
    const failed = await fetch(`${cloud.outputs.Url}/failing`);
    assert.equal(
      failed.headers.get('x-why'),
      'The Lambda function returned the following error: no stock. Check your Lambda function code and try again.',
    );
    assert.equal((await fetch(`${cloud.outputs.Url}/fine`)).headers.get('x-why'), null);
  },
);
