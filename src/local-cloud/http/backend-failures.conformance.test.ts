import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { TemplateResource } from '../template/template.ts';
import { startTemplate } from '../testing/assembly.ts';
import { behavioursOf } from '../testing/behaviour.ts';
import { httpApi, httpApiUrl, restApi, restApiUrl } from '../testing/gateway-templates.ts';
import { functionResource } from '../testing/templates.ts';
import { Watch } from '../testing/watch.ts';

const errorsPage = 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html';
const gatewayResponsesPage =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html';
const httpErrorsPage =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html';

/** Fails as the caller asks: the same function behind both kinds of API. */
const failing = functionResource(
  `exports.handler = async (event) => {
    const { how } = event.queryStringParameters ?? {};
    if (how === 'throw') throw new Error('no');
    if (how === 'exit') process.exit(1);
    if (how === 'malformed') return { statusCode: 200, body: { not: 'text' } };
    if (how === 'slow') await new Promise((resolve) => setTimeout(resolve, 600));
    if (how === 'long') await new Promise((resolve) => setTimeout(resolve, 30_000));
    return { statusCode: 200, body: 'served' };
  };`,
  { ReservedConcurrentExecutions: 1, Timeout: 60 },
);

const bothApisInFrontOf = (fn: TemplateResource, integration: Record<string, unknown>) => ({
  Resources: {
    Function: fn,
    ...httpApi(['$default'], integration),
    ...restApi([{ verb: 'ANY', path: '/{proxy+}', integration }]),
  },
  Outputs: { ...httpApiUrl, ...restApiUrl },
});

const impatient = { TimeoutInMillis: 150 };

const apis = {
  'REST API': { output: 'RestUrl', trigger: 'rest-api' },
  'HTTP API': { output: 'Url', trigger: 'http-api' },
} as const;

type Api = keyof typeof apis;

/** What the caller sees, by API and by what happens behind it. */
const table: {
  api: Api;
  what: string;
  how: string;
  status: number;
  body: unknown;
  source: string;
  note?: string;
}[] = [
  ...['throws', 'exits', 'answers nonsense'].flatMap((what, index) => {
    const how = ['throw', 'exit', 'malformed'][index] as string;
    return [
      {
        api: 'REST API' as const,
        what: `a function that ${what}`,
        how,
        status: 502,
        body: { message: 'Internal server error' },
        source: errorsPage,
      },
      {
        api: 'HTTP API' as const,
        what: `a function that ${what}`,
        how,
        status: 500,
        body: { message: 'Internal Server Error' },
        source: httpErrorsPage,
      },
    ];
  }),
  {
    api: 'REST API',
    what: 'a function slower than the integration timeout',
    how: 'slow',
    status: 504,
    body: { message: 'Endpoint request timed out' },
    source: gatewayResponsesPage,
  },
  {
    api: 'HTTP API',
    what: 'a function slower than the integration timeout',
    how: 'slow',
    status: 503,
    body: { message: 'Service Unavailable' },
    source: 'https://repost.aws/knowledge-center/api-gateway-504-errors',
    note: 'AWS’s Knowledge Center says 504 for every kind of API, users record 503 for HTTP APIs: a setting, httpApiStatusCodes',
  },
];

for (const { api, what, how, status, body, source, note } of table) {
  const behaviour = behavioursOf(`API Gateway ${api}`, import.meta.filename);
  behaviour(
    `the caller of ${what} gets ${status}`,
    { source, ...(note !== undefined && { fidelity: 'modelled', note }) },
    async (t) => {
      const cloud = await startTemplate(t, bothApisInFrontOf(failing, how === 'slow' ? impatient : {}));
      const response = await fetch(`${cloud.outputs[apis[api].output]}/x?how=${how}`);
      assert.equal(response.status, status);
      assert.deepEqual(await response.json(), body);
    },
  );
}

for (const [api, status, message] of [
  ['REST API', 500, 'Internal server error'],
  ['HTTP API', 500, 'Internal Server Error'],
] as const) {
  const behaviour = behavioursOf(`API Gateway ${api}`, import.meta.filename);
  behaviour(
    `the caller of a throttled function gets ${status}, never 429, and nothing is tried again`,
    {
      source: errorsPage,
      ...(api === 'HTTP API' && {
        fidelity: 'modelled',
        note: 'AWS’s page does not tell the kinds of API apart, and users also record 503: a setting, httpApiStatusCodes',
      }),
    },
    async (t) => {
      const cloud = await startTemplate(t, bothApisInFrontOf(failing, impatient));
      const url = cloud.outputs[apis[api].output];
      // The one execution that is reserved is busy: its caller has been answered, the function runs on.
      await fetch(`${url}/x?how=long`);
      const watch = new Watch(cloud);
      const response = await fetch(`${url}/x`);
      assert.equal(response.status, status);
      assert.deepEqual(await response.json(), { message });
      assert.equal(watch.of('invocation-throttled').length, 1);
    },
  );

  behaviour(`when Lambda itself is down the caller gets ${status}`, { source: errorsPage }, async (t) => {
    const cloud = await startTemplate(t, bothApisInFrontOf(failing, {}));
    cloud.faults.inject({ fault: 'down', resource: 'Function' });
    const response = await fetch(`${cloud.outputs[apis[api].output]}/x`);
    assert.equal(response.status, status);
    assert.deepEqual(await response.json(), { message });
  });

  behaviour(
    'a function whose caller was told of a timeout runs to its own end',
    {
      source:
        'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
    },
    async (t) => {
      const cloud = await startTemplate(t, bothApisInFrontOf(failing, impatient));
      const watch = new Watch(cloud);
      await fetch(`${cloud.outputs[apis[api].output]}/x?how=slow`);
      assert.equal(watch.of('invocation-ended').length, 0);
      const [ended] = await watch.first('invocation-ended');
      assert.equal(ended?.outcome, 'succeeded');
    },
  );

  behaviour(
    'with reserved concurrency 2, twenty simultaneous calls never overlap more than twice, and the rest are refused',
    { source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html' },
    (t) => twentyCalls(t, api, status),
  );
}

async function twentyCalls(t: TestContext, api: Api, refused: number): Promise<void> {
  const fn = functionResource(
    `exports.handler = async () => { await new Promise((resolve) => setTimeout(resolve, 200)); return { statusCode: 200 }; };`,
    { ReservedConcurrentExecutions: 2 },
  );
  const cloud = await startTemplate(t, bothApisInFrontOf(fn, {}));
  let running = 0;
  let most = 0;
  let started = 0;
  cloud.subscribe(({ type }) => {
    if (type === 'invocation-started') {
      started += 1;
      running += 1;
      most = Math.max(most, running);
    } else if (type === 'invocation-ended') running -= 1;
  });
  const statuses = await Promise.all(
    Array.from({ length: 20 }, async () => (await fetch(`${cloud.outputs[apis[api].output]}/x`)).status),
  );
  assert.equal(most, 2);
  assert.equal(statuses.filter((each) => each === refused).length, 20 - started);
  assert.ok(started < 20, 'some were refused');
  assert.ok(
    statuses.every((each) => each === 200 || each === refused),
    String(statuses),
  );
}
