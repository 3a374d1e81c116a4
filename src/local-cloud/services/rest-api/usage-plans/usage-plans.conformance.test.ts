import assert from 'node:assert/strict';
import type { TemplateResource } from '../../../template/template.ts';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { echo, type MethodTemplate, restApi, restApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const plans = `${guide}/api-gateway-api-usage-plans.html`;
const answers = `${guide}/supported-gateway-response-types.html`;
const throttling = `${guide}/api-gateway-request-throttling.html`;

const keyOf = (name: string) => `${name}-0123456789abcdefghij`;

const key = (name: string, properties: Record<string, unknown> = {}): TemplateResource => ({
  Type: 'AWS::ApiGateway::ApiKey',
  Properties: { Value: keyOf(name), Enabled: true, ...properties },
});

const plan = (properties: Record<string, unknown> = {}, ofStage: object = {}): TemplateResource => ({
  Type: 'AWS::ApiGateway::UsagePlan',
  Properties: {
    ApiStages: [{ ApiId: { Ref: 'Rest' }, Stage: { Ref: 'RestStage' }, ...ofStage }],
    ...properties,
  },
});

const member = (keyId: string, planId = 'Plan'): TemplateResource => ({
  Type: 'AWS::ApiGateway::UsagePlanKey',
  Properties: { KeyId: { Ref: keyId }, KeyType: 'API_KEY', UsagePlanId: { Ref: planId } },
});

/** Answers with 200. */
const mock = {
  Type: 'MOCK',
  RequestTemplates: { 'application/json': '{"statusCode":200}' },
  IntegrationResponses: [{ StatusCode: '200' }],
};

const keyed = (verb: string, path: string, integration: object = mock): MethodTemplate => ({
  verb,
  path,
  integration: { ...integration },
  method: { ApiKeyRequired: true },
});

/** Two clients of one plan. */
const withClients = (
  methods: MethodTemplate[],
  resources: Record<string, TemplateResource>,
  stage: Record<string, unknown> = {},
) => ({
  Resources: {
    ...restApi(methods, { stage }),
    Ada: key('ada'),
    Bob: key('bob'),
    AdaInPlan: member('Ada'),
    BobInPlan: member('Bob'),
    ...resources,
  },
  Outputs: restApiUrl,
});

/** Calls as a client, one after the other; gives the statuses. */
async function statuses(url: string, client: string, count: number, method = 'GET'): Promise<number[]> {
  const all: number[] = [];
  for (let call = 0; call < count; call += 1)
    all.push((await fetch(url, { method, headers: { 'x-api-key': keyOf(client) } })).status);
  return all;
}

behaviour(
  'a method that requires an API key answers 403 Forbidden without one of a usage plan for its stage',
  { source: answers },
  async (t) => {
    const { outputs } = await startTemplate(
      t,
      withClients([keyed('GET', '/orders', {}), { verb: 'GET', path: '/open' }], {
        Function: functionResource(echo),
        Plan: plan(),
        Off: key('off', { Enabled: false }),
        OffInPlan: member('Off'),
        Alone: key('alone'),
      }),
    );
    const url = `${outputs.RestUrl}/orders`;
    const without = await fetch(url);
    assert.deepEqual([without.status, await without.json()], [403, { message: 'Forbidden' }]);
    for (const client of ['nobody', 'off', 'alone']) assert.deepEqual(await statuses(url, client, 1), [403]);
    const event = await jsonOf(fetch(url, { headers: { 'X-API-Key': keyOf('ada') } }));
    assert.equal(event.requestContext.identity.apiKey, keyOf('ada'));
    assert.match(event.requestContext.identity.apiKeyId, /^[a-z0-9]{10}$/);
    const open = await jsonOf(fetch(`${outputs.RestUrl}/open`, { headers: { 'x-api-key': 'x' } }));
    assert.equal(open.requestContext.identity.apiKey, null);
  },
);

behaviour(
  'a usage plan throttles each API key by itself, all of its requests together, and single methods besides',
  { source: plans },
  async (t) => {
    const slow = (BurstLimit: number) => ({ BurstLimit, RateLimit: 0.01 });
    const { outputs } = await startTemplate(
      t,
      withClients([keyed('GET', '/orders'), keyed('POST', '/orders')], {
        Plan: plan({ Throttle: slow(3) }, { Throttle: { '/orders/POST': slow(1) } }),
      }),
    );
    const url = `${outputs.RestUrl}/orders`;
    assert.deepEqual(await statuses(url, 'ada', 2, 'POST'), [200, 429]);
    assert.deepEqual(await statuses(url, 'ada', 3), [200, 200, 429]);
    assert.deepEqual(await statuses(url, 'bob', 3), [200, 200, 200]);
    const refused = await fetch(url, { headers: { 'x-api-key': keyOf('bob') } });
    assert.deepEqual([refused.status, await refused.json()], [429, { message: 'Too Many Requests' }]);
  },
);

behaviour(
  'the limits of a usage plan are looked at before those of the stage: what one client sends too much takes nothing from others',
  { source: throttling },
  async (t) => {
    const { outputs } = await startTemplate(
      t,
      withClients(
        [keyed('GET', '/orders')],
        { Plan: plan({ Throttle: { BurstLimit: 2, RateLimit: 0.01 } }) },
        {
          MethodSettings: [
            { ResourcePath: '/*', HttpMethod: '*', ThrottlingBurstLimit: 4, ThrottlingRateLimit: 0.01 },
          ],
        },
      ),
    );
    const url = `${outputs.RestUrl}/orders`;
    assert.deepEqual(await statuses(url, 'ada', 6), [200, 200, 429, 429, 429, 429]);
    assert.deepEqual(await statuses(url, 'bob', 2), [200, 200]);
  },
);

behaviour(
  'an API key that has used up the quota of its usage plan gets 429 Limit Exceeded',
  {
    source: answers,
    fidelity: 'modelled',
    note: 'AWS does not say when a period begins: here a day and a month are those of UTC, and a week begins on Sunday',
  },
  async (t) => {
    const { outputs } = await startTemplate(
      t,
      withClients([keyed('GET', '/orders')], {
        Plan: plan({ Quota: { Limit: 3, Offset: 1, Period: 'MONTH' } }),
      }),
    );
    const url = `${outputs.RestUrl}/orders`;
    assert.deepEqual(await statuses(url, 'ada', 3), [200, 200, 429]);
    const refused = await fetch(url, { headers: { 'x-api-key': keyOf('ada') } });
    assert.deepEqual(await refused.json(), { message: 'Limit Exceeded' });
    assert.deepEqual(await statuses(url, 'bob', 1), [200]);
  },
);

const refusals: [what: string, resources: Record<string, TemplateResource>, problem: RegExp][] = [
  [
    'an API key in two usage plans for one stage',
    { Plan: plan(), Second: plan(), AdaAgain: member('Ada', 'Second') },
    /the API key \w+ is in another usage plan for the stage prod of the REST API/,
  ],
  [
    'an API key without a value',
    { Plan: plan(), Ada: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true } } },
    /Ada .*Value must be given: on AWS one is generated, .* Choose 20 to 128/,
  ],
  [
    'a usage plan for a stage that is not there',
    { Plan: plan({}, { Stage: 'nowhere' }) },
    /Plan: there is no stage nowhere of the REST API/,
  ],
];

for (const [what, resources, problem] of refusals)
  behaviour(`${what} is refused when the API is made`, { source: plans }, async (t) => {
    await assert.rejects(startTemplate(t, withClients([keyed('GET', '/orders')], resources)), problem);
  });
