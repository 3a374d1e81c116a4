import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startEndpoint } from '../../testing/endpoint.ts';
import { echo, httpApi, type MethodTemplate, restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);

const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const http = `${guide}/setup-http-integrations.html`;
const sources = `${guide}/rest-api-parameter-mapping-sources.html`;
const notes = `${guide}/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis`;

/** A cloud with these methods; gives the address of its stage. */
async function start(t: TestContext, methods: MethodTemplate[]): Promise<string> {
  const { outputs } = await startTemplate(t, { Resources: restApi(methods), Outputs: restApiUrl });
  return outputs.RestUrl ?? '';
}

const proxy = (Uri: string, more: Record<string, unknown> = {}) => ({
  Type: 'HTTP_PROXY',
  Uri,
  IntegrationHttpMethod: 'ANY',
  ...more,
});

const everything = (origin: string): MethodTemplate => ({
  verb: 'ANY',
  path: '/{proxy+}',
  integration: proxy(`${origin}/petstore/{proxy}`, {
    RequestParameters: { 'integration.request.path.proxy': 'method.request.path.proxy' },
  }),
});

behaviour(
  'an HTTP proxy on a greedy path sends verb, path, query string and body to the endpoint, and the caller gets its answer',
  { source: http },
  async (t) => {
    const { origin } = await startEndpoint(t);
    const url = await start(t, [everything(origin)]);
    const got = await jsonOf(fetch(`${url}/pets/1?type=dog&type=cat`));
    assert.deepEqual([got.method, got.url, got.body], ['GET', '/petstore/pets/1?type=dog&type=cat', '']);
    const answer = await fetch(`${url}/pets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mine': 'a' },
      body: '{"type":"dog"}',
    });
    const posted = await jsonOf(answer);
    assert.deepEqual([posted.method, posted.url, posted.body], ['POST', '/petstore/pets', '{"type":"dog"}']);
    assert.equal(posted.headers['x-mine'], 'a');
    assert.equal(posted.headers['content-type'], 'application/json');
    const refused = await fetch(`${url}/status/404`);
    assert.equal(refused.status, 404);
    const moved = await fetch(`${url}/status/302`, { redirect: 'manual' });
    assert.equal(moved.status, 302);
  },
);

behaviour(
  'headers between an HTTP proxy and its endpoint are passed on, dropped or remapped as AWS’s table says',
  { source: notes },
  async (t) => {
    const { origin } = await startEndpoint(t);
    const url = await start(t, [everything(origin)]);
    const passed = {
      accept: 'text/plain',
      authorization: 'Bearer x',
      pragma: 'no-cache',
      range: 'bytes=0-1',
      'user-agent': 'a browser',
    };
    const dropped = { 'content-md5': 'x', 'max-forwards': '3', server: 'x', 'www-authenticate': 'Basic' };
    const { headers } = await jsonOf(fetch(`${url}/pets`, { headers: { ...passed, ...dropped } }));
    for (const [name, value] of Object.entries(passed)) assert.equal(headers[name], value, name);
    for (const name of Object.keys(dropped)) assert.equal(headers[name], undefined, name);
    assert.equal(headers.host, new URL(origin).host);

    const answer = await fetch(`${url}/headers`);
    const names = ['www-authenticate', 'authorization', 'content-md5', 'server', 'user-agent'];
    for (const name of names) {
      assert.equal(answer.headers.get(name), null, name);
      assert.equal(answer.headers.get(`x-amzn-remapped-${name}`), 'endpoint', name);
    }
    assert.match(answer.headers.get('x-amzn-remapped-date') ?? '', / GMT$/);
    assert.equal(answer.headers.get('x-own'), 'endpoint');
    assert.equal(answer.headers.get('via'), null);
    // "API Gateway includes a Content-Type header for all integration responses."
    assert.equal(answer.headers.get('content-type'), 'application/json');
  },
);

behaviour(
  'parameter mappings of an HTTP proxy set path, query string and headers, with several values too, beside what the caller sends',
  { source: sources },
  async (t) => {
    const { origin } = await startEndpoint(t);
    const url = await start(t, [
      {
        verb: 'POST',
        path: '/orders/{service}',
        integration: proxy(`${origin}/{op}/of/{stage}`, {
          RequestParameters: {
            'integration.request.path.op': 'method.request.path.service',
            'integration.request.path.stage': 'context.stage',
            'integration.request.querystring.version': 'method.request.querystring.v',
            'integration.request.querystring.tag': 'method.request.multivaluequerystring.t',
            'integration.request.header.x-userid': 'method.request.header.x-user-id',
            'integration.request.header.x-all': 'method.request.multivalueheader.x-many',
            'integration.request.header.x-pet': 'method.request.body.pets[0].name',
            'integration.request.header.x-fixed': "'a text'",
          },
        }),
      },
    ]);
    const got = await jsonOf(
      fetch(`${url}/orders/list%20all?v=2&t=a&t=b%26c`, {
        method: 'POST',
        headers: [
          ['x-user-id', 'me'],
          ['x-many', '1'],
        ],
        body: '{"pets":[{"name":"rex"}]}',
      }),
    );
    const sent = new URL(got.url, origin);
    assert.equal(sent.pathname, '/list%20all/of/prod');
    assert.deepEqual(
      [...sent.searchParams],
      [
        ['v', '2'],
        ['t', 'a'],
        ['t', 'b&c'],
        ['version', '2'],
        ['tag', 'a'],
        ['tag', 'b&c'],
      ],
    );
    assert.deepEqual(
      ['x-userid', 'x-all', 'x-pet', 'x-fixed'].map((name) => got.headers[name]),
      ['me', '1', 'rex', 'a text'],
    );
  },
);

behaviour(
  'an HTTP integration without proxy sends only what is mapped, and its responses are chosen by the endpoint’s status',
  { source: http },
  async (t) => {
    const { origin } = await startEndpoint(t);
    const mapped = (path: string): MethodTemplate => ({
      verb: 'POST',
      path,
      integration: {
        Type: 'HTTP',
        Uri: `${origin}${path === '/orders' ? '/petstore' : '/status/404'}`,
        IntegrationHttpMethod: 'PUT',
        RequestParameters: { 'integration.request.querystring.q': 'method.request.querystring.q' },
        RequestTemplates: { 'application/json': `{"name": $input.json('$.pet')}` },
        IntegrationResponses: [
          {
            StatusCode: '201',
            ResponseParameters: { 'method.response.header.x-from': 'integration.response.header.x-own' },
            ResponseTemplates: {
              'application/json': `{"verb": $input.json('$.method'), "sent": $input.json('$.body'), "url": $input.json('$.url'), "mine": "$!input.path('$.headers.x-mine')"}`,
            },
          },
          { StatusCode: '410', SelectionPattern: '4\\d{2}', ResponseTemplates: { 'application/json': '{}' } },
        ],
      },
    });
    const url = await start(t, [mapped('/orders'), mapped('/gone')]);
    const post = (path: string) =>
      fetch(`${url}${path}?q=1&other=2`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-mine': 'a' },
        body: '{"pet":"rex"}',
      });
    const answer = await post('/orders');
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('x-from'), 'endpoint');
    assert.equal(answer.headers.get('x-own'), null);
    assert.deepEqual(await jsonOf(answer), {
      verb: 'PUT',
      sent: '{"name": "rex"}',
      url: '/petstore?q=1',
      mine: '',
    });
    assert.equal((await post('/gone')).status, 410);
  },
);

behaviour(
  'an endpoint that is not there is a 504, and so is one that does not answer in time',
  {
    source: `${guide}/supported-gateway-response-types.html`,
    fidelity: 'modelled',
    note: 'The statuses and types are documented; the text of the first is what callers record',
  },
  async (t) => {
    const { origin } = await startEndpoint(t);
    const nobody = await startEndpoint(t);
    await nobody.close();
    const url = await start(t, [
      { verb: 'GET', path: '/nobody', integration: proxy(nobody.origin) },
      { verb: 'GET', path: '/late', integration: proxy(`${origin}/never`, { TimeoutInMillis: 50 }) },
    ]);
    for (const [path, message] of [
      ['/nobody', 'Network error communicating with endpoint'],
      ['/late', 'Endpoint request timed out'],
    ] as const) {
      const answer = await fetch(`${url}${path}`);
      assert.equal(answer.status, 504);
      assert.deepEqual(await jsonOf(answer), { message });
    }
  },
);

behaviour(
  'a path parameter of the URI that nothing is mapped to is a 500: the address is none',
  {
    source: `${guide}/supported-gateway-response-types.html`,
    fidelity: 'modelled',
    note: 'API_CONFIGURATION_ERROR is documented for an invalid endpoint address; that braces make it one is what callers record',
  },
  async (t) => {
    const { origin } = await startEndpoint(t);
    const url = await start(t, [{ verb: 'GET', path: '/{id}', integration: proxy(`${origin}/{id}`) }]);
    const answer = await fetch(`${url}/1`);
    assert.equal(answer.status, 500);
    assert.deepEqual(await jsonOf(answer), { message: 'Internal server error' });
  },
);

behaviour('an HTTP integration calls another API of the stack', { source: http }, async (t) => {
  const { outputs } = await startTemplate(t, {
    Resources: {
      Function: functionResource(echo),
      ...httpApi(['GET /orders'], { PayloadFormatVersion: '2.0' }),
      ...restApi([
        {
          verb: 'GET',
          path: '/front',
          integration: proxy('', {
            Uri: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, '/orders']] },
          }),
        },
      ]),
    },
    Outputs: restApiUrl,
  });
  const event = await jsonOf(fetch(`${outputs.RestUrl}/front?a=1`));
  assert.deepEqual([event.rawPath, event.rawQueryString], ['/orders', 'a=1']);
});

behaviour(
  'an HTTP endpoint outside of this machine is refused when the API is made, with all else that is wrong',
  { source: http, fidelity: 'differs', note: 'AWS calls every public address' },
  async (t) => {
    const refused: [Record<string, unknown>, RegExp][] = [
      [proxy('https://example.com/orders'), /the HTTP endpoint example\.com is not on this machine/],
      [proxy('https://{host}/orders'), /the host \{host\} of an HTTP endpoint is not supported/],
      [proxy('http://127.0.0.1:81/'), /the port 81 of .* is none that API Gateway calls/],
      [proxy('ftp://127.0.0.1/'), /it begins with http:\/\/ or https:\/\//],
      [
        proxy('http://127.0.0.1:8080/', { IntegrationHttpMethod: undefined }),
        /type HTTP_PROXY needs IntegrationHttpMethod/,
      ],
    ];
    const methods = refused.map(([integration], index) => ({ verb: 'GET', path: `/p${index}`, integration }));
    await assert.rejects(start(t, methods), ({ message }: Error) => {
      for (const [, says] of refused) assert.match(message, says);
      return true;
    });
  },
);
